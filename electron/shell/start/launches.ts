import { app } from 'electron'
import { appScheme } from '../window/app-scheme.ts'
import type { Intake } from '../deliveries/intake.ts'
import type { Delivered } from '../deliveries/request.ts'

/** Somebody reached the program from outside while it runs, or as it starts. */
export type Launch = { by: 'start'; argv: string[]; data: unknown } | { by: 'link'; url: string } | ({ by: 'delivery' } & Delivered)

/**
 * Collects what comes before there is anybody to receive it: macOS tells the link that started the program before it is
 * ready, and other starts do not wait either: what they offer is taken at once, and carried out later. To be called before the
 * first await.
 */
export function collectLaunches(intake: Intake): { forward(receive: (launch: Launch) => void): void } {
  const early: Launch[] = []
  let receiver = (launch: Launch): void => void early.push(launch)
  app.on('second-instance', (_event, argv, _directory, data) => {
    const taken = intake.take(data)
    if (taken === undefined) receiver({ by: 'start', argv, data })
    else if (taken) receiver({ by: 'delivery', ...taken })
  })
  app.on('open-url', (event, url) => {
    event.preventDefault()
    receiver({ by: 'link', url })
  })
  return {
    forward(receive) {
      receiver = receive
      for (const launch of early.splice(0)) receive(launch)
    },
  }
}

/**
 * Makes links of ours lead here; after `--`, so that no link is ever taken for an option of Chromium's.
 * @returns false where the system has nothing to lead them to, as with an AppImage, of which no desktop file is installed
 */
export function claimLinks(): boolean {
  const options = ['--']
  return app.isDefaultProtocolClient(appScheme, process.execPath, options) || app.setAsDefaultProtocolClient(appScheme, process.execPath, options)
}

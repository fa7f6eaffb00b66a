import { app } from 'electron'
import { appScheme } from './app-scheme.ts'
import type { Command } from './command-line.ts'
import type { Request } from './dispatcher.ts'

/** Somebody reached the program from outside while it runs, or as it starts. */
export type Launch = { by: 'start'; argv: string[]; data: unknown } | { by: 'link'; url: string }

/**
 * Collects what comes before there is anybody to receive it: macOS tells the link that started the program before it is
 * ready, and other starts do not wait either. To be called before the first await.
 */
export function collectLaunches(): { forward(receive: (launch: Launch) => void): void } {
  const early: Launch[] = []
  let receiver = (launch: Launch): void => void early.push(launch)
  app.on('second-instance', (_event, argv, _directory, data) => receiver({ by: 'start', argv, data }))
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

/** What a start that wants the window asks for. */
export function requestOf({ hidden, open }: Command & { name: 'ventana' }): Request {
  if (open !== null) return { type: 'open', argument: open }
  return { type: hidden ? 'hidden' : 'show' }
}

/** Makes links of ours lead here; after `--`, so that no link is ever taken for an option of Chromium's. */
export function claimLinks(): void {
  const options = ['--']
  if (!app.isDefaultProtocolClient(appScheme, process.execPath, options)) app.setAsDefaultProtocolClient(appScheme, process.execPath, options)
}

/**
 * The product as a whole, on whichever host runs it here: real Electron where its binary is installed, else the stand-in host.
 * A test that needs more of the computer than both can drive takes `launchApp`, which is the stand-in host everywhere.
 */
import type { Browser, Page } from 'playwright-core'
import { afterAll } from 'vitest'
import { electronBinary } from '../../../build/launcher.ts'
import type { CommandArgs } from '../../host/control/commands.ts'
import { launchApp, runCli, type Exit, type Finished, type Launch } from './app.ts'
import { openBrowser, smallest } from './browser.ts'
import { bySight } from './sight.ts'
import { launchElectron, runElectron } from './electron.ts'

/** What a test can do to the computer and the windows on both hosts; the names and arguments are the stand-in host's. */
export type SharedCommand = 'quit' | 'window' | 'window/reload' | 'power' | 'clipboard' | 'process-gone' | 'activate' | 'open-url' | 'dialog/answer'

/** What can be seen of them on both. */
export interface SharedState {
  app: { name: string; version: string }
  windows: { visible: boolean; focused: boolean }[]
  clipboard: string
}

export interface RunningProduct extends AsyncDisposable {
  control: {
    do<C extends SharedCommand>(name: C, args: CommandArgs<C>): Promise<unknown>
    state(): Promise<SharedState>
  }
  /** Its window, once there is one to show, with a page of `size`. */
  openPage(size?: { width: number; height: number }): Promise<Page>
  /** Everything that main said to the opened page; null on Electron, whose channel cannot be listened to from outside. */
  heard(): string | null
  dataFolder: string
  stdout(): string
  stderr(): string
  kill(signal?: NodeJS.Signals): void
  exit: Promise<Exit>
}

const binary = electronBinary()

/** Draws the windows of the stand-in host; one for the whole file, opened when the first is shown. */
let browser: Promise<Browser> | null = null
afterAll(async () => (await browser)?.close())

/** Starts the product; disposing ends it. */
export async function launchProduct(launch: Launch = {}): Promise<RunningProduct> {
  if (binary) return launchElectron(binary, launch)
  const app = await launchApp(launch)
  const heard: string[] = []
  const openPage: RunningProduct['openPage'] = async (size = smallest) => {
    browser ??= openBrowser()
    const page = bySight(await (await browser).newPage({ viewport: size }))
    page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => heard.push(String(payload))))
    await page.goto(await app.ready())
    return page
  }
  return Object.assign(app, { openPage, heard: () => heard.join('\n') })
}

/** Runs a command of the product to its end. */
export const runProduct = (args: string[], stdin = '', env: Record<string, string> = {}): Promise<Finished> =>
  binary ? runElectron(binary, args, stdin, env) : runCli(args, stdin, env)

import { EventEmitter } from 'node:events'
import type * as Electron from 'electron'
import { HostEvent } from './event.ts'

type Handler = Parameters<Electron.IpcMain['handle']>[1]

/** Where a message came from. */
export interface Sender {
  sender: Electron.WebContents
  senderFrame: Electron.WebFrameMain | null
}

const handlers = new Map<string, Handler>()

class HostIpcMain extends EventEmitter implements Pick<Electron.IpcMain, 'handle' | 'handleOnce' | 'removeHandler'> {
  handle(channel: string, listener: Handler): void {
    if (handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`)
    if (typeof listener !== 'function') {
      throw new TypeError(`Expected handler to be a function, but found type '${typeof listener}'`)
    }
    handlers.set(channel, listener)
  }

  handleOnce(channel: string, listener: Handler): void {
    this.handle(channel, (event, ...args: unknown[]) => {
      this.removeHandler(channel)
      return listener(event, ...args) as unknown
    })
  }

  removeHandler(channel: string): void {
    handlers.delete(channel)
  }
}

export const ipcMain = new HostIpcMain()

/** Asks for the frame each time: it is gone once the page has moved on, also for a handler that has begun. */
function eventOf(from: Sender) {
  const { sender } = from
  const event = Object.assign(new HostEvent(), { type: 'frame' as const, processId: process.pid, frameId: sender.id, sender, senderFrame: from.senderFrame })
  return Object.defineProperty(event, 'senderFrame', { get: () => from.senderFrame, enumerable: true })
}

/**
 * For the host: what `ipcRenderer.invoke` reaches.
 * @returns a copy of the handler's result, as structured clone makes it
 * @throws the handler's error, or that there is no handler
 */
export async function invokeHandler(from: Sender, channel: string, args: unknown[]): Promise<unknown> {
  const handler = handlers.get(channel)
  if (!handler) throw new Error(`No handler registered for '${channel}'`)
  return structuredClone(await (handler(eventOf(from), ...args) as unknown))
}

/** For the host: what `ipcRenderer.send` reaches. */
export function deliverMessage(from: Sender, channel: string, args: unknown[]): void {
  const reply = (replyChannel: string, ...replyArgs: unknown[]) => from.sender.send(replyChannel, ...replyArgs)
  ipcMain.emit(channel, Object.assign(eventOf(from), { ports: [], returnValue: undefined, reply }), ...args)
}

export const describeIpc = () => ({ handlers: [...handlers.keys()], listeners: ipcMain.eventNames().map(String) })

import type * as Electron from 'electron'
import type { Cloned, Cloner } from './clone.ts'
import type { FromPage, PageSetup, ToPage } from './wire.ts'

type Listener = (event: Electron.IpcRendererEvent, ...args: unknown[]) => void

/** What the bridge uses of the browser's global object; the main program is compiled without the browser's types. */
interface Browser {
  location: { host: string; pathname: string; search: string; hash: string; reload(): void }
  history: { replaceState(state: unknown, unused: string, url: string): void }
  document: { title: string }
  navigator: { onLine: boolean }
  addEventListener(type: string, listener: () => void): void
  dispatchEvent(event: Event): boolean
  [exposed: string]: unknown
}

type Preload = (require: (name: string) => unknown, module: { exports: object }, exports: object, process: object) => void

/**
 * Runs in the browser: sent there as its own source text, so it may use nothing from outside its body.
 * Gives the app's preload `contextBridge` and `ipcRenderer`, the latter over a WebSocket.
 */
export function bridge(browser: Browser, setup: PageSetup, preload: Preload | null, cloner: Cloner): void {
  const longestPause = 5_000
  const waiting: FromPage[] = []
  const calls = new Map<number, { channel: string; resolve: (value: unknown) => void; reject: (reason: Error) => void }>()
  const listeners = new Map<string, Array<{ listener: Listener; once: boolean }>>()
  let socket: WebSocket | null = null
  let pause = 250
  let lastCall = 0
  let online = setup.online

  // The key must not stay in the address bar, and relative addresses belong to the window's own URL.
  browser.history.replaceState(null, '', setup.location)
  const here = () => browser.location.pathname + browser.location.search + browser.location.hash

  function post(message: FromPage): void {
    if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message))
    else waiting.push(message)
  }

  /** As structured clone would refuse them: functions, symbols, promises and the like. */
  function cloneable(args: unknown[]): Cloned {
    try {
      return cloner.encode(args)
    } catch {
      throw new Error('An object could not be cloned.')
    }
  }

  function listen(channel: string, listener: Listener, once: boolean): object {
    listeners.set(channel, [...(listeners.get(channel) ?? []), { listener, once }])
    return ipcRenderer
  }

  function unlisten(channel: string, listener: Listener): object {
    const kept = (listeners.get(channel) ?? []).filter((entry) => entry.listener !== listener)
    listeners.set(channel, kept)
    return ipcRenderer
  }

  const ipcRenderer = {
    invoke: async (channel: string, ...args: unknown[]) => {
      const { promise, resolve, reject } = Promise.withResolvers<unknown>()
      const copies = cloneable(args)
      lastCall += 1
      calls.set(lastCall, { channel, resolve, reject })
      post({ type: 'invoke', id: lastCall, channel, args: copies })
      return await promise
    },
    send: (channel: string, ...args: unknown[]) => post({ type: 'send', channel, args: cloneable(args) }),
    on: (channel: string, listener: Listener) => listen(channel, listener, false),
    addListener: (channel: string, listener: Listener) => listen(channel, listener, false),
    once: (channel: string, listener: Listener) => listen(channel, listener, true),
    off: unlisten,
    removeListener: unlisten,
    removeAllListeners: (channel?: string) => {
      if (channel === undefined) listeners.clear()
      else listeners.delete(channel)
      return ipcRenderer
    },
  } satisfies Partial<Record<keyof Electron.IpcRenderer, unknown>>

  /** What crosses a context bridge arrives as a copy: errors keep their message only, functions become stand-ins. */
  function crossing(value: unknown): unknown {
    if (typeof value === 'function') {
      return (...args: unknown[]) => crossingCall(value as (...args: unknown[]) => unknown, args)
    }
    if (value instanceof Promise) {
      return value.then(crossing, (reason: unknown) => {
        throw crossing(reason)
      })
    }
    if (value instanceof Error) return new Error(value.message)
    if (Array.isArray(value)) return Object.freeze(value.map(crossing))
    if (typeof value === 'object' && value !== null) {
      const prototype: unknown = Object.getPrototypeOf(value)
      if (prototype !== Object.prototype && prototype !== null) return structuredClone(value)
      return Object.freeze(Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, crossing(inner)])))
    }
    if (typeof value === 'symbol') throw new Error('An object could not be cloned.')
    return value
  }

  function crossingCall(call: (...args: unknown[]) => unknown, args: unknown[]): unknown {
    try {
      return crossing(call(...args.map(crossing)))
    } catch (error) {
      throw crossing(error)
    }
  }

  const contextBridge = {
    exposeInMainWorld: (name: string, api: unknown) => {
      if (Object.hasOwn(browser, name)) {
        throw new Error('Cannot bind an API on top of an existing property on the window object')
      }
      Object.defineProperty(browser, name, { value: crossing(api), enumerable: true })
    },
  } satisfies Partial<Electron.ContextBridge>

  function setOnline(next: boolean): void {
    if (next === online) return
    online = next
    browser.dispatchEvent(new Event(online ? 'online' : 'offline'))
  }

  function receive(message: ToPage): void {
    switch (message.type) {
      case 'message': {
        const { channel, args } = message
        for (const entry of listeners.get(channel) ?? []) {
          if (entry.once) unlisten(channel, entry.listener)
          entry.listener({ sender: ipcRenderer, ports: [] } as unknown as Electron.IpcRendererEvent, ...(cloner.decode(args) as unknown[]))
        }
        break
      }
      case 'result':
        calls.get(message.id)?.resolve(cloner.decode(message.value))
        calls.delete(message.id)
        break
      case 'failure': {
        const call = calls.get(message.id)
        calls.delete(message.id)
        call?.reject(new Error(`Error invoking remote method '${call.channel}': ${message.message}`))
        break
      }
      case 'online':
        setOnline(message.online)
        break
      case 'reload':
        browser.location.reload()
        break
    }
  }

  /** After a break the page's view of the main process may be stale, so it starts over once the host answers again. */
  function connect(path: string, afterBreak: boolean): void {
    const connection = new WebSocket(`ws://${browser.location.host}${path}`)
    connection.addEventListener('open', () => {
      if (afterBreak) {
        browser.location.reload()
        return
      }
      socket = connection
      for (const message of waiting.splice(0)) post(message)
    })
    connection.addEventListener('message', ({ data }) => receive(JSON.parse(String(data)) as ToPage))
    connection.addEventListener('close', () => {
      socket = null
      abandonCalls()
      setTimeout(connect, pause, setup.anySocketPath, true)
      pause = Math.min(pause * 2, longestPause)
    })
  }

  function abandonCalls(): void {
    for (const { channel, reject } of calls.values()) {
      reject(new Error(`Error invoking remote method '${channel}': reply was never sent`))
    }
    calls.clear()
  }

  Object.defineProperty(browser.navigator, 'onLine', { get: () => online, configurable: true })
  browser.addEventListener('load', () => post({ type: 'loaded', at: here(), title: browser.document.title }))
  browser.addEventListener('hashchange', () => post({ type: 'moved', at: here() }))
  browser.addEventListener('popstate', () => post({ type: 'moved', at: here() }))
  connect(setup.socketPath, false)

  const module = { exports: {} }
  const require = (name: string) => {
    if (name === 'electron') return { contextBridge, ipcRenderer }
    throw new Error(`module not found: ${name}`)
  }
  preload?.(require, module, module.exports, { type: 'renderer', sandboxed: true, contextIsolated: true, isMainFrame: true })
}

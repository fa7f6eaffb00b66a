import { contextBridge, ipcRenderer } from 'electron'
import { commandChannel, eventChannel } from '#contract/channels.ts'
import type { PageApi } from '#contract/schema.ts'

const api: PageApi = {
  call: (name, args) => ipcRenderer.invoke(commandChannel, name, args),
  on: (name, listener) => {
    const forward = (_event: unknown, received: string, payload: Parameters<typeof listener>[0]) => {
      if (received === name) listener(payload)
    }
    ipcRenderer.on(eventChannel, forward)
    return () => {
      ipcRenderer.off(eventChannel, forward)
    }
  },
}

contextBridge.exposeInMainWorld('reencola', api)

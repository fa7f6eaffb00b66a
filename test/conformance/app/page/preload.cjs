const { contextBridge, ipcRenderer } = require('electron')

const outcome = (work) => {
  try {
    work()
    return 'works'
  } catch {
    return 'throws'
  }
}

const api = {
  invoke: (channel, ...args) => ipcRenderer.invoke(channel, ...args),
  // Made here: what the page hands over crosses the bridge between its world and this one first.
  invokeKinds: () => ipcRenderer.invoke('kinds', { nothing: undefined, date: new Date(1_700_000_000_000), bytes: new Uint8Array([1, 2, 3]) }),
  invokeWithFunction: async () => ipcRenderer.invoke('echo', () => {}),
  back: async () => {
    const value = await ipcRenderer.invoke('echo', { nothing: undefined, date: new Date(5), bytes: new Uint8Array([4]) })
    return ['nothing' in value, value.date instanceof Date, value.bytes instanceof Uint8Array]
  },
  fs: outcome(() => require('fs')),
  twice: 'not tried',
}
contextBridge.exposeInMainWorld('bridged', {})
api.twice = outcome(() => contextBridge.exposeInMainWorld('bridged', {}))
contextBridge.exposeInMainWorld('conforme', api)

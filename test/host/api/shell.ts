import type * as Electron from 'electron'

/** What the app asked the desktop to open, oldest first. Nothing is opened. */
export const opened: Array<{ method: 'openExternal' | 'openPath' | 'showItemInFolder' | 'trashItem'; target: string }> = []

/** Whether there is a browser that takes an address; set by the control API. */
export const browser = { opens: true }

export const shell = {
  openExternal: (url) => {
    if (!browser.opens) return Promise.reject(new Error('Failed to open URL'))
    opened.push({ method: 'openExternal', target: new URL(url).href })
    return Promise.resolve()
  },
  openPath: (path) => {
    opened.push({ method: 'openPath', target: path })
    return Promise.resolve('')
  },
  showItemInFolder: (path) => {
    opened.push({ method: 'showItemInFolder', target: path })
  },
  trashItem: (path) => {
    opened.push({ method: 'trashItem', target: path })
    return Promise.resolve()
  },
  beep: () => {},
} satisfies Pick<Electron.Shell, 'beep' | 'openExternal' | 'openPath' | 'showItemInFolder' | 'trashItem'>

/** The computer that the app believes to run on, where it is another than this one; set by the control API before the app runs. */

/** What this process really runs on: the host's own files, sockets and processes go by it. */
export const realPlatform = process.platform

export const computer: {
  /** What `process.platform` says to the app. Paths stay this computer's. */
  platform: NodeJS.Platform
  /** True: as installed, `app.isPackaged`, without the folder of the app among the arguments. */
  packaged: boolean
  /** The AppImage that the program was started from; its mount goes away with the program. */
  appImage: string | null
  /** What the desktop's session runs on. A client of Wayland reads the clipboard only while it has the focus; without any, nothing ever is ready. */
  display: 'x11' | 'wayland' | 'none'
  /** False: nothing of a window is ever drawn, as with a broken graphics driver, and none is said to be ready to be shown. */
  draws: boolean
} = { platform: realPlatform, packaged: false, appImage: null, display: 'x11', draws: true }

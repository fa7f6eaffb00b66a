/** Windows ties notifications, taskbar and shortcuts together by this; equal to `appId` of electron-builder.yml, for good. */
export const appId = 'app.reencola.desktop'

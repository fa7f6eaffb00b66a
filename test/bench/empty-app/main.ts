/** The least an app can be: it stays, or ends once it is ready. */
import { app } from 'electron'

app.on('window-all-closed', () => {})
if (process.argv.includes('--terminar')) void app.whenReady().then(() => app.exit(0))
else setInterval(() => {}, 2 ** 31 - 1)

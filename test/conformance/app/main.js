/**
 * The app of the conformance cases: `ELECTRON test/conformance/app NAME` carries out a scene and writes a line for each case that it
 * decides into CONFORMANCE_RESULT. JavaScript, so that a real Electron runs the very same file.
 */
import { appendFileSync } from 'node:fs'
import electron from 'electron'
import { desktopScenes } from './cases/desktop.js'
import { lifeScenes } from './cases/life.js'
import { pageScenes } from './cases/page.js'
import { systemScenes } from './cases/system.js'

const { app } = electron
const [name = '', ...rest] = process.argv.slice(2)
if (process.env.CONFORMANCE_DATA) app.setPath('userData', process.env.CONFORMANCE_DATA)

/** What a case needs of the world around it. */
const tools = {
  args: rest,
  /** Writes a line that the test reads. */
  note: (what) => appendFileSync(process.env.CONFORMANCE_RESULT, `${JSON.stringify(what)}\n`),
  /** Says of one case whether it holds. */
  decide: async (number, look) => {
    try {
      await look()
      tools.note({ number, failed: null })
    } catch (error) {
      tools.note({ number, failed: String(error?.message ?? error) })
    }
  },
}

const scene = { ...lifeScenes, ...pageScenes, ...systemScenes, ...desktopScenes }[name]
if (!scene) throw new Error(`no scene ${name}`)
scene(electron, tools)

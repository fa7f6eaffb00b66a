import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import optimizeLocales from '@react-aria/optimize-locales-plugin'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { thirdPartyLicences } from './build/third-party-licences.ts'

/** The system reads the tray's icons from files beside the bundle. */
const trayIcons = {
  name: 'tray-icons',
  generateBundle(this: { emitFile(file: { type: 'asset'; fileName: string; source: Uint8Array }): void }) {
    const folder = resolve('build/icons/tray')
    for (const name of readdirSync(folder)) this.emitFile({ type: 'asset', fileName: `tray/${name}`, source: readFileSync(join(folder, name)) })
  },
}
const notices = thirdPartyLicences(import.meta.dirname)

/**
 * The page in few files. Each one costs the window a question to the main process before it can draw, and left alone the bundler
 * makes one of every module that two screens share: fifty for Actividad. A group takes its modules with all that they import and no
 * group above it has. All groups would fit in one file, but the window would then wait for dialogs that nobody opened yet.
 */
const pageFiles: { name: string; test?: RegExp; tags?: '$initial'[]; minShareCount?: number }[] = [
  // What every window needs before it draws anything.
  { name: 'first', tags: ['$initial'] },
  // The lists of comprobantes.
  { name: 'lists', test: /[\\/]screens[\\/]con-error[\\/]inbox-table\.tsx$|[\\/]ui[\\/]table\.tsx$/u },
  // It comes right after the rows, and must not bring all dialogs with it.
  { name: 'row-menu', test: /[\\/]screens[\\/]con-error[\\/]row-menu\.tsx$/u },
  // Windows over the page.
  { name: 'windows', test: /[\\/]ui[\\/]dialog\.tsx$/u },
  // What is left that more than one screen or dialog needs.
  { name: 'shared', minShareCount: 2 },
]

// Everything is bundled: the package then holds three bundles and no node_modules.
export default defineConfig({
  main: {
    plugins: [notices, trayIcons],
    build: {
      externalizeDeps: false,
      rolldownOptions: {
        input: { main: resolve('electron/main.ts') },
        // Names stay: a stack in the log has to say where it happened.
        output: { format: 'es', entryFileNames: '[name].js', minify: { mangle: false, compress: true, codegen: { removeWhitespace: true } } },
      },
    },
  },
  preload: {
    plugins: [notices],
    build: {
      externalizeDeps: false,
      rolldownOptions: {
        input: { preload: resolve('electron/preload.ts') },
        // A sandboxed preload is loaded as CommonJS by Electron.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'renderer',
    plugins: [notices, react(), { ...optimizeLocales.vite({ locales: ['es'] }), enforce: 'pre' }],
    build: {
      outDir: 'out/renderer',
      minify: true,
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      rolldownOptions: { input: { index: resolve('renderer/index.html') }, output: { codeSplitting: { groups: pageFiles } } },
    },
  },
})

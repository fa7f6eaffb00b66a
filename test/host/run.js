/**
 * Runs the app on Node where Electron's binary is not installed: `node test/host/run.js [ARGS]`.
 * The folder of the app is this repository's, or the one named by REENCOLA_ANFITRION_APP.
 *
 * JavaScript, as nothing can spare the first file: its types would have to be stripped before there is a cache to read from, which
 * takes 40 ms and 15 MB.
 */
import { enableCompileCache } from 'node:module'

// Stripping the types and compiling take half of the start; from the second one on they are read from the system's temporary folder.
enableCompileCache()
await import('./boot.ts')

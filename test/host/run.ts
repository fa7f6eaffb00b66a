/**
 * Runs the app on Node where Electron's binary is not installed: `node test/host/run.ts [ARGS]`.
 * The folder of the app is this repository's, or the one named by REENCOLA_ANFITRION_APP.
 */
import { enableCompileCache } from 'node:module'

// Stripping the types and compiling take half of the start; from the second one on they are read from the system's temporary folder.
enableCompileCache()
await import('./boot.ts')

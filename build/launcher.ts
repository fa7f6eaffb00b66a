import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const electron = join(root, 'node_modules', 'electron')

/**
 * The Electron binary to run, found as the package `electron` finds it; that one would download what is missing.
 * @param folder of the package
 * @returns null where none is installed, or where the environment asks for the stand-in host
 */
export function electronBinary(env: NodeJS.ProcessEnv = process.env, folder = electron): string | null {
  if (env['REENCOLA_ANFITRION'] === '1') return null
  const pathFile = join(folder, 'path.txt')
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8') : null
  const override = env['ELECTRON_OVERRIDE_DIST_PATH']
  const binary = override ? join(override, name ?? 'electron') : name && join(folder, 'dist', name)
  return binary && existsSync(binary) ? binary : null
}

/** The command that runs the app, to be followed by its arguments, and what to tell the person about it. */
export function launcher(): { command: [string, ...string[]]; message: string | null } {
  const binary = electronBinary()
  if (binary) return { command: [binary, root], message: null }
  return {
    command: [process.execPath, join(root, 'test', 'host', 'run.js')],
    message: 'El binario de Electron no se usa o no está instalado: Reencola corre en el anfitrión de desarrollo, dentro de tu navegador.',
  }
}

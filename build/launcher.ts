import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const electron = join(root, 'node_modules', 'electron')

/** The Electron binary that is installed, found as the package `electron` finds it; it would download what is missing. */
function electronBinary(): string | null {
  const pathFile = join(electron, 'path.txt')
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8') : null
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH']
  const binary = override ? join(override, name ?? 'electron') : name && join(electron, 'dist', name)
  return binary && existsSync(binary) ? binary : null
}

/** The command that runs the app, to be followed by its arguments, and what to tell the person about it. */
export function launcher(): { command: [string, ...string[]]; notice: string | null } {
  const binary = process.env['REENCOLA_ANFITRION'] === '1' ? null : electronBinary()
  if (binary) return { command: [binary, root], notice: null }
  return {
    command: [process.execPath, join(root, 'test', 'host', 'run.ts')],
    notice: 'El binario de Electron no se usa o no está instalado: Reencola corre en el anfitrión de desarrollo, dentro de tu navegador.',
  }
}

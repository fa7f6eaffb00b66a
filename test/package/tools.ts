/** What of the machine the installers are tried with, and what has to stand in for what Debian does not have. */
import { existsSync } from 'node:fs'
import { chmod, mkdir, writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'

const find = (program: string): string | undefined =>
  (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((folder) => join(folder, program))
    .find(existsSync)

/** @returns why something cannot be tried here; null when it can */
export const missing = (...programs: string[]): string | null => {
  const absent = programs.filter((program) => find(program) === undefined)
  return absent.length === 0 ? null : `not installed: ${absent.join(', ')}`
}

async function writeProgram(path: string, ...lines: string[]): Promise<void> {
  await writeFile(path, ['#!/bin/sh', ...lines, ''].join('\n'))
  await chmod(path, 0o755)
}

/** @returns the variable by which electron-builder finds what stands in for fpm */
export async function fpmStandIn(scratch: string): Promise<{ CUSTOM_FPM_PATH: string }> {
  const path = join(scratch, 'fpm')
  await writeProgram(path, `exec '${process.execPath}' '${join(import.meta.dirname, 'fpm-stand-in.ts')}' "$@"`)
  return { CUSTOM_FPM_PATH: path }
}

/**
 * What stands in for the tools of an AppImage with the static runtime, laid out as that toolset is and not as the one that needs FUSE 2:
 * in place of squashing the files they are copied beside.
 * @returns the variable by which electron-builder finds them
 */
export async function appImageToolsStandIn(scratch: string): Promise<{ APPIMAGE_TOOLS_PATH: string }> {
  const folder = join(scratch, 'appimage-tools')
  for (const part of ['runtimes', 'lib/x64']) await mkdir(join(folder, part), { recursive: true })
  await writeFile(join(folder, 'runtimes', 'runtime-x64'), 'a runtime')
  await writeProgram(join(folder, 'mksquashfs'), 'cp -a "$1" "$2.files"', 'head -c 4096 /dev/zero > "$2"')
  const validator = find('desktop-file-validate')
  await writeProgram(join(folder, 'desktop-file-validate'), validator ? `exec '${validator}' "$@"` : 'exit 0')
  return { APPIMAGE_TOOLS_PATH: folder }
}

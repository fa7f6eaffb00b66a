import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..', '..', '..')
const configuration = readFileSync(join(root, 'electron-builder.yml'), 'utf8')

test('the installer registers links as Electron itself does: an argument without a space gets no quotes', () => {
  const script = readFileSync(join(root, 'build', 'installer.nsh'), 'utf8')
  expect(script).toContain(String.raw`'"$INSTDIR\${APP_EXECUTABLE_FILENAME}" -- "%1"'`)
})

test('the AppImage brings what mounts it: newer systems have no libfuse2', () => {
  expect(configuration).toMatch(/^toolsets:\n {2}appimage: ["']?1\.0\.3["']?$/mu)
})

test('what only macOS can build is made of what is there: an image and an archive for the updater, with an icon large enough for both', () => {
  expect(configuration).toMatch(/^mac:\n(?: {2}.*\n)*? {2}target: \[dmg, zip\]$/mu)
  const path = /^mac:\n(?: {2}.*\n)*? {2}icon: (\S+)$/mu.exec(configuration)?.[1] ?? ''
  const icon = readFileSync(join(root, path))
  expect(icon.toString('latin1', 0, 4)).toBe('icns')
  // A type and a length, and then the picture (Apple's icon format); ic10 has 1024 pixels a side.
  const types: string[] = []
  for (let at = 8; at < icon.length; at += icon.readUInt32BE(at + 4)) types.push(icon.toString('latin1', at, at + 4))
  expect(types).toEqual(expect.arrayContaining(['ic09', 'ic10']))
})

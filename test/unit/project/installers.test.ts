import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..', '..', '..')

test('the installer registers links as Electron itself does: an argument without a space gets no quotes', () => {
  const script = readFileSync(join(root, 'build', 'installer.nsh'), 'utf8')
  expect(script).toContain(String.raw`'"$INSTDIR\${APP_EXECUTABLE_FILENAME}" -- "%1"'`)
})

test('the AppImage brings what mounts it: newer systems have no libfuse2', () => {
  expect(readFileSync(join(root, 'electron-builder.yml'), 'utf8')).toMatch(/^toolsets:\n {2}appimage: ["']?1\.0\.3["']?$/mu)
})

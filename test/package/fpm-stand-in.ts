/**
 * In the place of fpm, which Debian does not have: what electron-builder 26 asks of it for a deb (app-builder-lib's FpmTarget), done with
 * dpkg-deb. `node fpm-stand-in.ts -s dir -t deb ... FROM=TO...`
 */
import { execFileSync } from 'node:child_process'
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'

const string = { type: 'string' } as const
const list = { type: 'string', multiple: true } as const
const options = {
  s: { ...string, short: 's' },
  t: { ...string, short: 't' },
  d: { ...list, short: 'd' },
  'deb-recommends': list,
  force: { type: 'boolean' },
  architecture: string,
  'after-install': string,
  'after-remove': string,
  description: string,
  version: string,
  package: string,
  name: string,
  maintainer: string,
  vendor: string,
  url: string,
  license: string,
  category: string,
  'deb-priority': string,
  'deb-compression': string,
} as const

const { values: asked, positionals: mappings } = parseArgs({ options, allowPositionals: true })
if (asked.s !== 'dir' || asked.t !== 'deb' || asked.package === undefined) throw new Error('only a folder becomes a deb here')

/** Debian's rule for what stands under the first line of a description. */
const folded = (text: string): string =>
  text
    .split('\n')
    .map((line, index) => (index === 0 ? line : line.trim() === '' ? ' .' : ` ${line.trim()}`))
    .join('\n')

const stage = mkdtempSync(join(tmpdir(), 'reencola-deb-'))
try {
  for (const mapping of mappings) {
    const at = mapping.lastIndexOf('=')
    const from = mapping.slice(0, at)
    const to = join(stage, mapping.slice(at + 1))
    mkdirSync(dirname(to), { recursive: true })
    cpSync(from, to, { recursive: true })
    if (!from.endsWith('/')) chmodSync(to, 0o644)
  }
  // Whoever builds may have a mask of its own.
  execFileSync('chmod', ['-R', 'u+rwX,go+rX,go-w', stage])
  const size = execFileSync('du', ['-sk', stage], { encoding: 'utf8' }).split('\t')[0]
  const fields = {
    Package: asked.name,
    Version: asked.version,
    License: asked.license,
    Vendor: asked.vendor,
    Architecture: asked.architecture,
    Maintainer: asked.maintainer,
    'Installed-Size': size,
    Depends: asked.d?.join(', '),
    Recommends: asked['deb-recommends']?.join(', '),
    Section: asked.category ?? 'default',
    Priority: asked['deb-priority'],
    Homepage: asked.url,
    Description: folded(asked.description ?? ''),
  }
  const control = join(stage, 'DEBIAN')
  mkdirSync(control)
  const lines = Object.entries(fields).flatMap(([name, value]) => (value ? [`${name}: ${value}\n`] : []))
  writeFileSync(join(control, 'control'), lines.join(''))
  for (const [script, name] of [
    [asked['after-install'], 'postinst'],
    [asked['after-remove'], 'postrm'],
  ] as const) {
    if (script === undefined) continue
    cpSync(script, join(control, name))
    chmodSync(join(control, name), 0o755)
  }
  execFileSync('dpkg-deb', ['--root-owner-group', `-Z${asked['deb-compression'] ?? 'xz'}`, '--build', stage, asked.package], { stdio: 'inherit' })
} finally {
  rmSync(stage, { recursive: true })
}

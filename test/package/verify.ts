/**
 * Looks at a package that was really built, and runs it: `node test/package/verify.ts dist/linux-unpacked/reencola`, or the
 * `.exe`, or the `.app`. Needs the system that it was built for, and on Linux a display.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { filesOf, largestAsar, readFuses, strangers, wantedFuses } from './contents.ts'

const [built = ''] = process.argv.slice(2)
const isBundle = built.endsWith('.app')
const executable = isBundle ? join(built, 'Contents', 'MacOS', basename(built, '.app')) : built
const asar = isBundle ? join(built, 'Contents', 'Resources', 'app.asar') : join(dirname(built), 'resources', 'app.asar')

/** @returns what is wrong, a line each */
async function verify(): Promise<string[]> {
  if (!existsSync(executable) || !existsSync(asar)) return [`no hay un paquete en ${built}`]
  const fuses = await readFuses(built)
  const files = strangers(filesOf(asar))
  const { size } = statSync(asar)
  // Fuses, integrity and bundles have to agree for this to print anything.
  const { stdout, stderr, status } = spawnSync(executable, ['explicar', '--json', '--', 'No se han encontrado comprobantes.'], {
    encoding: 'utf8',
    timeout: 60_000,
  })
  return [
    ...(isDeepStrictEqual(fuses, wantedFuses) ? [] : [`fusibles: ${JSON.stringify(fuses)}`]),
    ...(files.length === 0 ? [] : [`archivos de más: ${files.join(', ')}`]),
    ...(size <= largestAsar ? [] : [`app.asar ocupa ${size} bytes`]),
    ...(status === 0 && stdout.trimStart().startsWith('{"codigo"') ? [] : [`no corre (${status}): ${stdout}${stderr}`]),
  ]
}

const wrong = await verify()
process.stdout.write(wrong.length === 0 ? `${built}: bien\n` : `${wrong.join('\n')}\n`)
process.exitCode = wrong.length === 0 ? 0 : 1

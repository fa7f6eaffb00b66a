/** A root folder for dpkg, in which the scripts of a package run by themselves: a shell, what they call, and the libraries of both. */
import { execFileSync, spawnSync } from 'node:child_process'
import { copyFileSync, cpSync, existsSync, lstatSync, mkdirSync, realpathSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { hostInRoot } from './stand-in-distribution.ts'

const project = join(import.meta.dirname, '..', '..')

/** What electron-builder's scripts call where it is there, and what shows that it worked. */
const programs = ['bash', 'sh', 'env', 'rm', 'ln', 'chmod', 'mkdir', 'cat', 'readlink', 'unshare', 'true', 'update-alternatives', 'dpkg']

const find = (program: string): string | null => ['/usr/bin', '/bin', '/usr/sbin', '/sbin'].map((folder) => join(folder, program)).find(existsSync) ?? null

/** The libraries that a program loads, as `ldd` tells them. */
const librariesOf = (program: string): string[] =>
  [...(spawnSync('ldd', [program], { encoding: 'utf8' }).stdout ?? '').matchAll(/(?:=> )?(\/\S+) \(0x/gu)].flatMap(([, path]) => path ?? [])

export interface DebianRoot {
  /** With dpkg's own words. @throws when dpkg fails */
  dpkg(...args: string[]): string
  /** Runs a program inside. @returns what it printed */
  run(...command: string[]): string
  /** Whether something, a link that leads nowhere included, is there. */
  has(path: string): boolean
  /** Puts the stand-in host there, with the Node that runs this: from then on what is installed starts it. @returns its folder, as seen inside */
  putHost(): string
}

/** @param folder new; needs the rights of an administrator */
export function debianRoot(folder: string): DebianRoot {
  const put = (path: string): void => {
    const target = join(folder, path)
    if (existsSync(target)) return
    mkdirSync(dirname(target), { recursive: true })
    copyFileSync(realpathSync(path), target)
  }
  for (const path of programs.flatMap((program) => find(program) ?? [])) {
    put(path)
    for (const library of librariesOf(path)) put(library)
    // Where /bin is a link to /usr/bin, both names count.
    if (path.startsWith('/usr/bin/')) {
      mkdirSync(join(folder, 'bin'), { recursive: true })
      if (!existsSync(join(folder, path.slice(4)))) copyFileSync(join(folder, path), join(folder, path.slice(4)))
    }
  }
  for (const part of ['var/lib/dpkg/info', 'var/lib/dpkg/updates', 'var/lib/dpkg/alternatives', 'var/log', 'etc/alternatives', 'tmp', 'dev'])
    mkdirSync(join(folder, part), { recursive: true })
  for (const file of ['var/lib/dpkg/status', 'var/lib/dpkg/available', 'dev/null']) writeFileSync(join(folder, file), '')
  const run: DebianRoot['run'] = (...command) =>
    execFileSync('chroot', [folder, ...command], { encoding: 'utf8', env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin' } })
  return {
    run,
    // Nothing of what the program depends on is there: its stand-in needs none of it.
    dpkg: (...args) =>
      execFileSync('dpkg', [`--root=${folder}`, '--force-depends', '--force-bad-path', ...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }),
    putHost: () => {
      const host = join(folder, hostInRoot)
      for (const part of ['test/host', 'node_modules/zod', 'node_modules/ws']) cpSync(join(project, part), join(host, part), { recursive: true })
      writeFileSync(join(host, 'package.json'), '{"type":"module"}')
      copyFileSync(process.execPath, join(host, 'node'))
      for (const library of librariesOf(process.execPath)) put(library)
      return hostInRoot
    },
    has: (path) => lstatSync(join(folder, path), { throwIfNoEntry: false }) !== undefined,
  }
}

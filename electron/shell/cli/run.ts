/** The commands that work on the data folder: what each of them opens, and takes down again. */
import { app } from 'electron'
import { commandLineTexts as texts } from '#contract/texts/shell.ts'
import { vigilarTexts } from '#contract/texts/watch.ts'
import { systemClock } from '../../core/lib/clock.ts'
import { handOver, type HandedOver } from '../deliveries/hand-over.ts'
import { Intake } from '../deliveries/intake.ts'
import { EverySecret } from '../files/every-secret.ts'
import { apiUrl, openAccess, openServices, openVault, openWebhookSecrets, type Base } from '../services.ts'
import { linkTo } from '../start/deep-link.ts'
import { Incoming, type IncomingDelegate } from '../start/incoming.ts'
import { collectLaunches } from '../start/launches.ts'
import { startAgain } from '../start/start-again.ts'
import { exitCodes } from '../start/start-problem.ts'
import type { Command } from './command-line.ts'
import { finishFile, readConfiguration, runConfigure } from './configure.ts'
import { runList } from './list.ts'
import { workOffOthers } from './others.ts'
import { sayRefused, sound } from './refusal.ts'
import { runResend } from './resend.ts'
import { runState } from './state.ts'
import { processStreams as streams } from './streams.ts'
import type { FileReferences } from './table-file.ts'
import { readTargets } from './targets.ts'
import { runWatch } from './watch.ts'
import { keepingFor } from './watch-keeping.ts'

type Named<Name extends Command['name']> = Command & { name: Name }

/** @returns the exit code @throws StartProblem */
export async function runCommand(command: Named<'configurar' | 'reenviar' | 'vigilar' | 'listar' | 'estado'>, base: Base): Promise<number> {
  try {
    switch (command.name) {
      case 'configurar':
        return await configure(command, base)
      case 'reenviar':
        return await resend(command, base)
      case 'vigilar':
        return await watch(command, base)
      case 'listar':
        return await runList(base.folder, command, await openedAccess(base), streams)
      case 'estado':
        return runState(base.folder, openVault(base), command, streams)
    }
  } finally {
    base.teardown.run()
  }
}

const wantedUrl = () => apiUrl(process.env['REENCOLA_API_URL'])

/** An address that is not safe is refused before anything is waited for. */
async function openedAccess(base: Base) {
  const baseUrl = wantedUrl()
  await app.whenReady()
  return openAccess(base, baseUrl)
}

async function configure({ file, remove }: Named<'configurar'>, base: Base): Promise<number> {
  const configuration = sound(await readConfiguration(streams, file))
  await app.whenReady()
  const { folder, takeLock } = base
  const tell = async () => (await handOver({ folder, request: { type: 'reload' }, takeLock, enough: 'taken' })).by !== 'nobody'
  const code = await runConfigure(configuration, openVault(base), tell, streams)
  if (file !== null && code !== exitCodes.cannotStart) finishFile(file, remove, streams)
  return code
}

async function watch(command: Named<'vigilar'>, base: Base): Promise<number> {
  const { folder, logger, takeLock } = base
  const access = await openedAccess(base)
  const keep = keepingFor({
    folder,
    clock: access.clock,
    logger,
    exists: (id) => access.vault.nameOf(id) !== null,
    takeLock: () => takeLock({ type: 'hidden' }),
    onNotKept: (why) => streams.complain(why === null ? vigilarTexts.notKept : vigilarTexts.notOpened(why)),
  })
  return runWatch(folder, command, access, keep, streams)
}

/** What a command without a file brings. */
const nothingBrought: FileReferences = { references: [], reasons: [], warnings: [] }

async function resend(command: Named<'reenviar'>, base: Base): Promise<number> {
  const { folder, logger, secrets, takeLock } = base
  const brought =
    command.file === null ? nothingBrought : sound(await (await import('./table-file.ts')).readFileReferences(command.file, command.column, command.references))
  const baseUrl = wantedUrl()
  const vault = openVault(base)
  const targets = sound(readTargets([...command.references, ...brought.references], command.pointOfSale, vault))
  for (const warning of [...brought.warnings, ...targets.warnings]) streams.complain(warning)
  const { pointOfSaleId, references } = targets
  await app.whenReady()
  const everySecret = new EverySecret([vault, openWebhookSecrets(base)], secrets, systemClock)
  if (await everySecret.isIn(references)) {
    streams.complain(sayRefused({ code: 'looks-secret' }))
    return exitCodes.usage
  }
  const intake = new Intake(folder, logger)
  const launches = collectLaunches(intake)
  const mask = await everySecret.mask()
  const reasons = brought.reasons.map(([reference, reason]): [string, string] => [reference, mask(reason)])
  const request = { type: 'place', pointOfSaleId, references, ...(reasons.length > 0 && { reasons }) } as const
  const handed = await handOver({ folder, request, takeLock, enough: 'done' })
  if (handed.by !== 'us') return sayHandedOver(handed, references.length, command.json)

  const services = openServices(base, baseUrl)
  const others = workOffOthers(services, systemClock, streams)
  let wanted: string[] | null = null
  const delegate: IncomingDelegate = {
    show: (navigation) => (wanted = navigation?.offer?.references.slice(0, 1).map(linkTo) ?? []),
    tell: (title, text) => streams.complain(`${title}. ${text}`),
    accepted: (...placed) => others.add(...placed),
  }
  const incoming = new Incoming(services, delegate, intake, app.isPackaged, logger)
  incoming.listen(launches)
  try {
    const code = await runResend({ ...targets, reasons }, handed.id, command, services, systemClock, streams)
    await others.finish(() => intake.close())
    return code
  } finally {
    intake.close()
    base.teardown.run()
    // Somebody opened the program meanwhile; this process has no window to show.
    if (wanted) startAgain(wanted)
  }
}

/** Says what became of orders that another process works off, or nobody. @returns the exit code */
function sayHandedOver(handed: Exclude<HandedOver, { by: 'us' }>, count: number, json: boolean): number {
  if (handed.by === 'nobody') {
    streams.complain(handed.refused === null ? texts.notTaken : sayRefused({ code: handed.refused }))
    return handed.refused === null ? exitCodes.notTaken : exitCodes.cannotStart
  }
  if (handed.state === 'taken') {
    streams.complain(texts.takenUnanswered)
    return exitCodes.waiting
  }
  const said = texts.handedOver(count)
  if (json) streams.complain(said)
  else streams.print(said)
  return exitCodes.handedOver
}

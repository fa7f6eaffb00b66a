/** Composition root: what starts, in which order, and what is torn down. */
import { release } from 'node:os'
import { join } from 'node:path'
import { app, dialog } from 'electron'
import { describeFailure } from '#contract/texts/failures.ts'
import { commandLineTexts, dialogTexts, startTexts } from '#contract/texts/shell.ts'
import { vigilarTexts } from '#contract/texts/watch.ts'
import { systemClock } from './core/lib/clock.ts'
import type { Logger } from './core/lib/logger.ts'
import { logsFolder } from './core/storage/data-files.ts'
import { SecretsInMemory } from './core/redaction/secrets-in-memory.ts'
import { appId } from './shell/start/app-id.ts'
import { outliveReaders, processStreams as streams } from './shell/cli/streams.ts'
import { ownArguments, parseCommandLine, type Command } from './shell/cli/command-line.ts'
import { showCrash } from './shell/report/crash-dialog.ts'
import { CrashTally } from './shell/report/crash-tally.ts'
import { watchForCrashes, type CrashOptions } from './shell/report/crash.ts'
import { claimDataFolder } from './shell/start/data-folder.ts'
import { lacksDisplay } from './shell/start/display.ts'
import { linkTo } from './shell/start/deep-link.ts'
import { aloneWithoutKey } from './shell/start/first-key.ts'
import { handOver, type HandedOver } from './shell/deliveries/hand-over.ts'
import { Intake } from './shell/deliveries/intake.ts'
import { wishOf } from './shell/deliveries/request.ts'
import type { IncomingDelegate } from './shell/start/incoming.ts'
import { claimLinks, collectLaunches } from './shell/start/launches.ts'
import { createLog } from './shell/report/log.ts'
import { declareScheme } from './shell/window/protocol.ts'
import { logRedaction, secretsOfEach } from './core/redaction/rules.ts'
import { quitOnSignals } from './shell/start/signals.ts'
import { startAgain } from './shell/start/start-again.ts'
import { whereWeRun } from './shell/report/where-we-run.ts'
import { exitCodes, StartProblem } from './shell/start/start-problem.ts'
import { sayElsewhere, sayWhereabouts } from './shell/start/whereabouts.ts'
import { Teardown } from './shell/start/teardown.ts'

/** What every start that touches the data folder has. */
interface Base {
  folder: string
  logger: Logger
  secrets: SecretsInMemory
  teardown: Teardown
  crashes: CrashTally
}

outliveReaders()
/** What a command without a file brings. */
const nothingBrought = { references: [] as string[], reasons: [] as [string, string][], warnings: [] as string[] }

const parsed = parseCommandLine(ownArguments(process.argv, app.isPackaged))
const crashWatch = watchForCrashes(untilThereIsALog(parsed.ok && parsed.command.name === 'ventana'))
// Electron takes these only before it is ready, that is, before the first await.
process.umask(0o077)
app.setAppUserModelId(appId)
// What starts an AppImage leaves the sandbox off where the system allows none. Half of it would be asked for too late then.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
declareScheme()
if (lacksDisplay((name) => app.commandLine.hasSwitch(name))) {
  streams.complain(startTexts.noDisplay)
  app.exit(exitCodes.cannotStart)
} else void (parsed.ok ? run(parsed.command) : leave(exitCodes.usage, `${parsed.problem}\n${commandLineTexts.usage}`))

async function run(command: Command): Promise<void> {
  const windowed = command.name === 'ventana'
  try {
    const code = await start(command)
    if (code !== 'stay') await leave(code)
  } catch (error) {
    if (!(error instanceof StartProblem)) throw error
    if (windowed) {
      // Before that Electron on Linux only prints it, and nobody reads what a double click prints; elsewhere it shows it at once.
      if (process.platform === 'linux') await app.whenReady()
      dialog.showErrorBox(dialogTexts.cannotStartTitle, error.text)
    }
    await leave(error.exitCode, error.text)
  }
}

/** @returns the exit code, or `stay` while the desktop lives */
async function start(command: Command): Promise<number | 'stay'> {
  switch (command.name) {
    case 'ayuda':
      streams.print(commandLineTexts.usage)
      return exitCodes.ok
    case 'simulador':
      streams.complain(commandLineTexts.simulator)
      return exitCodes.usage
    case 'explicar':
      return (await import('./shell/cli/explain.ts')).runExplain(command, streams)
    case 'ventana':
      return openDesktop(command, openBase(true))
    case 'configurar':
      return configure(command, openBase(false))
    case 'reenviar':
      return resend(command, openBase(false))
    case 'vigilar':
      return watch(command, openBase(false))
    case 'listar':
      return list(command, openBase(false))
    case 'estado':
      return showState(command, openBase(false))
  }
}

/** What nobody catches ends no process of Electron's: without this a command that fails before its log is open waits for ever. */
function untilThereIsALog(windowed: boolean): CrashOptions {
  return {
    logger: { info: () => {}, warn: () => {}, error: () => {} },
    redact: logRedaction((text) => text, whereWeRun()),
    about: `Reencola ${app.getVersion()}, ${process.platform} ${release()} ${process.arch}, Electron ${process.versions['electron'] ?? '-'}, Node ${process.version}`,
    now: () => systemClock.now(),
    tell: (report) => {
      if (windowed) dialog.showErrorBox(dialogTexts.crashTitle, `${dialogTexts.crashEarly}\n\n${report}`)
      else streams.complain(`${dialogTexts.crashEarly}\n${report}`)
    },
    exit: (code) => app.exit(code),
  }
}

/** @throws StartProblem, before anything is awaited: Chromium makes a key of its own from then on, see first-key.ts */
function openBase(windowed: boolean): Base {
  const { folder, told } = claimDataFolder(process.env['REENCOLA_DATOS'])
  const logs = join(folder, logsFolder)
  const secrets = new SecretsInMemory()
  const redact = logRedaction(secretsOfEach(secrets), whereWeRun())
  const logger = createLog({ folder: logs, stderr: !app.isPackaged, redact })
  if (told) logger.warn('the data folder of before', { ...told })
  const teardown = new Teardown((name, error) => logger.error('teardown failed', { name, error }))
  const crashes = new CrashTally(folder, systemClock)
  crashWatch.from({
    logger,
    redact,
    tell: (report) => {
      if (windowed) crashes.note()
      teardown.run()
      if (windowed) showCrash(report, logs)
      else streams.complain(commandLineTexts.interrupted)
    },
  })
  if (!aloneWithoutKey(folder, () => takeLock({ type: 'hidden' }))) throw new StartProblem(startTexts.firstStart, null, exitCodes.notTaken)
  return { folder, logger, secrets, teardown, crashes }
}

async function openDesktop(command: Command & { name: 'ventana' }, { folder, logger, secrets, teardown, crashes }: Base): Promise<number | 'stay'> {
  const request = wishOf(command)
  const intake = new Intake(folder, logger)
  const launches = collectLaunches(intake)
  const { by } = await handOver({ folder, request, takeLock, enough: 'taken' })
  if (by === 'other') return exitCodes.ok
  if (by === 'nobody') throw new StartProblem(sayElsewhere(folder), null, exitCodes.notTaken)
  teardown.add('whereabouts', sayWhereabouts(folder, systemClock.now()))
  teardown.add('intake', () => intake.close())
  app.on('will-quit', () => teardown.run())
  quitOnSignals()
  // The desktop stays in the tray without a window.
  app.on('window-all-closed', () => {})

  const modules = Promise.all([import('./shell/services.ts'), import('./shell/desktop.ts')])
  const [{ apiUrl, openServices }, { Desktop }] = await modules
  const baseUrl = apiUrl(process.env['REENCOLA_API_URL'])
  await app.whenReady()
  const services = openServices(folder, baseUrl, logger, secrets, teardown, 'beside')
  const desktop = new Desktop(services, import.meta.dirname, logger, teardown)
  app.on('before-quit', () => desktop.quitting())
  app.on('activate', () => desktop.show())
  if (crashes.careful) desktop.startCarefully()
  desktop.start(request, launches, intake)

  const { startSending } = await import('./shell/sending.ts')
  if (!(await startSending(services, logger, teardown))) {
    startAgain()
    app.quit()
    return 'stay'
  }
  crashes.forgetWhenCalm(teardown)
  if (app.isPackaged && !claimLinks()) logger.info('links do not lead here')
  logger.info('services ready', { version: app.getVersion(), milliseconds: Math.round(performance.now()) })
  return 'stay'
}

async function resend(command: Command & { name: 'reenviar' }, { folder, logger, secrets, teardown }: Base): Promise<number> {
  const { apiUrl, openServices, openVault, openWebhookSecrets } = await import('./shell/services.ts')
  const { EverySecret } = await import('./shell/files/every-secret.ts')
  const { readTargets } = await import('./shell/cli/targets.ts')
  const brought =
    command.file === null
      ? nothingBrought
      : await (await import('./shell/cli/table-file.ts')).readFileReferences(command.file, command.column, command.references)
  if ('problem' in brought) {
    streams.complain(brought.problem)
    return exitCodes.usage
  }
  const baseUrl = apiUrl(process.env['REENCOLA_API_URL'])
  const vault = openVault(folder, logger, secrets)
  const targets = readTargets([...command.references, ...brought.references], command.pointOfSale, vault)
  if ('problem' in targets) {
    streams.complain(targets.problem)
    return exitCodes.usage
  }
  for (const warning of [...brought.warnings, ...targets.warnings]) streams.complain(warning)
  const { pointOfSaleId, references } = targets
  await app.whenReady()
  const everySecret = new EverySecret([vault, openWebhookSecrets(folder, logger, secrets)], secrets, systemClock)
  if (await everySecret.isIn(references)) {
    const { title, text } = describeFailure({ code: 'looks-secret' })
    streams.complain(commandLineTexts.refused(title, text))
    return exitCodes.usage
  }
  const intake = new Intake(folder, logger)
  const launches = collectLaunches(intake)
  const mask = await everySecret.mask()
  const reasons = brought.reasons.map(([reference, reason]): [string, string] => [reference, mask(reason)])
  const request = { type: 'place', pointOfSaleId, references, ...(reasons.length > 0 && { reasons }) } as const
  const handed = await handOver({ folder, request, takeLock, enough: 'done' })
  if (handed.by !== 'us') return sayHandedOver(handed, references.length, command.json)

  const [{ runResend }, { Others }, { Incoming }] = await Promise.all([
    import('./shell/cli/resend.ts'),
    import('./shell/cli/others.ts'),
    import('./shell/start/incoming.ts'),
  ])
  await app.whenReady()
  const services = openServices(folder, baseUrl, logger, secrets, teardown)
  const others = new Others(services, systemClock, streams)
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
    teardown.run()
    // Somebody opened the program meanwhile; this process has no window to show.
    if (wanted) startAgain(wanted)
  }
}

/** Says what became of orders that another process works off, or nobody. @returns the exit code */
function sayHandedOver(handed: Exclude<HandedOver, { by: 'us' }>, count: number, json: boolean): number {
  if (handed.by === 'nobody') {
    const refusal = handed.refused === null ? null : describeFailure({ code: handed.refused })
    streams.complain(refusal ? commandLineTexts.refused(refusal.title, refusal.text) : commandLineTexts.notTaken)
    return refusal ? exitCodes.cannotStart : exitCodes.notTaken
  }
  if (handed.state === 'taken') {
    streams.complain(commandLineTexts.takenUnanswered)
    return exitCodes.waiting
  }
  const said = commandLineTexts.handedOver(count)
  if (json) streams.complain(said)
  else streams.print(said)
  return exitCodes.handedOver
}

async function configure({ file, remove }: Command & { name: 'configurar' }, { folder, logger, secrets }: Base): Promise<number> {
  const { finishFile, readConfiguration, runConfigure } = await import('./shell/cli/configure.ts')
  const configuration = await readConfiguration(streams, file)
  if ('problem' in configuration) {
    streams.complain(configuration.problem)
    return exitCodes.usage
  }
  const { openVault } = await import('./shell/services.ts')
  await app.whenReady()
  const tell = async () => (await handOver({ folder, request: { type: 'reload' }, takeLock, enough: 'taken' })).by !== 'nobody'
  const code = await runConfigure(configuration, openVault(folder, logger, secrets), tell, streams)
  if (file !== null && code !== exitCodes.cannotStart) finishFile(file, remove, streams)
  return code
}

async function list(command: Command & { name: 'listar' }, { folder, logger, secrets, teardown }: Base): Promise<number> {
  const [{ runList }, { apiUrl, openAccess }] = await Promise.all([import('./shell/cli/list.ts'), import('./shell/services.ts')])
  const baseUrl = apiUrl(process.env['REENCOLA_API_URL'])
  await app.whenReady()
  try {
    return await runList(folder, command, openAccess(folder, baseUrl, logger, secrets, teardown), streams)
  } finally {
    teardown.run()
  }
}

async function watch(command: Command & { name: 'vigilar' }, { folder, logger, secrets, teardown }: Base): Promise<number> {
  const [{ runWatch }, { keepingFor }, { apiUrl, openAccess }] = await Promise.all([
    import('./shell/cli/watch.ts'),
    import('./shell/cli/watch-keeping.ts'),
    import('./shell/services.ts'),
  ])
  const baseUrl = apiUrl(process.env['REENCOLA_API_URL'])
  await app.whenReady()
  const access = openAccess(folder, baseUrl, logger, secrets, teardown)
  const keep = keepingFor({
    folder,
    clock: access.clock,
    logger,
    exists: (id) => access.vault.nameOf(id) !== null,
    takeLock: () => takeLock({ type: 'hidden' }),
    onNotKept: (why) => streams.complain(why === null ? vigilarTexts.notKept : vigilarTexts.notOpened(why)),
  })
  try {
    return await runWatch(folder, command, access, keep, streams)
  } finally {
    teardown.run()
  }
}

async function showState(command: Command & { name: 'estado' }, { folder, logger, secrets }: Base): Promise<number> {
  const [{ runState }, { openVault }] = await Promise.all([import('./shell/cli/state.ts'), import('./shell/services.ts')])
  return runState(folder, openVault(folder, logger, secrets), command, streams)
}

/** One process per data folder works on it. @returns false when another does; whether it was told is not known */
function takeLock(told: Record<string, unknown>): boolean {
  return app.requestSingleInstanceLock(told)
}

/** Ends the process; everything printed gets out first. */
async function leave(code: number, complaint?: string): Promise<void> {
  if (complaint !== undefined) streams.complain(complaint)
  await streams.flushed()
  app.exit(code)
}

/** Composition root: what starts, in which order, and what is torn down. */
import { join } from 'node:path'
import { app, dialog } from 'electron'
import { commandLineTexts, dialogTexts, startTexts } from '#contract/texts/shell.ts'
import { systemClock } from './core/lib/clock.ts'
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
import { aloneWithoutKey } from './shell/start/first-key.ts'
import { handOver } from './shell/deliveries/hand-over.ts'
import { Intake } from './shell/deliveries/intake.ts'
import { wishOf } from './shell/deliveries/request.ts'
import { claimLinks, collectLaunches } from './shell/start/launches.ts'
import { createLog } from './shell/report/log.ts'
import type { Base } from './shell/services.ts'
import { declareScheme } from './shell/window/protocol.ts'
import { logRedaction, secretsOfEach } from './core/redaction/rules.ts'
import { quitOnSignals } from './shell/start/signals.ts'
import { restart } from './shell/start/start-again.ts'
import { whereWeRun } from './shell/report/where-we-run.ts'
import { exitCodes, StartProblem } from './shell/start/start-problem.ts'
import { sayElsewhere, sayWhereabouts } from './shell/start/whereabouts.ts'
import { Teardown } from './shell/start/teardown.ts'

outliveReaders()
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
    case 'reenviar':
    case 'vigilar':
    case 'listar':
    case 'estado': {
      const base = openBase(false)
      return (await import('./shell/cli/run.ts')).runCommand(command, base)
    }
  }
}

/** What nobody catches ends no process of Electron's: without this a command that fails before its log is open waits for ever. */
function untilThereIsALog(windowed: boolean): CrashOptions {
  return {
    logger: { info: () => {}, warn: () => {}, error: () => {} },
    redact: logRedaction((text) => text, whereWeRun()),
    tell: (report) => {
      if (windowed) dialog.showErrorBox(dialogTexts.crashTitle, `${dialogTexts.crashEarly}\n\n${report}`)
      else streams.complain(`${dialogTexts.crashEarly}\n${report}`)
    },
  }
}

/** @throws StartProblem, before anything is awaited: Chromium makes a key of its own from then on, see first-key.ts */
function openBase(windowed: boolean): Base & { crashes: CrashTally } {
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
  return { folder, logger, secrets, teardown, takeLock, crashes }
}

async function openDesktop(command: Command & { name: 'ventana' }, base: ReturnType<typeof openBase>): Promise<number | 'stay'> {
  const { folder, logger, teardown, crashes } = base
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
  const services = openServices(base, baseUrl, 'beside')
  const desktop = new Desktop(services, import.meta.dirname)
  app.on('before-quit', () => desktop.quitting())
  app.on('activate', () => desktop.show())
  if (crashes.careful) desktop.startCarefully()
  desktop.start(request, launches, intake)

  const { startSending } = await import('./shell/sending.ts')
  if (!(await startSending(services))) {
    restart()
    return 'stay'
  }
  crashes.forgetWhenCalm(teardown)
  if (app.isPackaged && !claimLinks()) logger.info('links do not lead here')
  logger.info('services ready', { version: app.getVersion(), milliseconds: Math.round(performance.now()) })
  return 'stay'
}

function takeLock(told: Record<string, unknown>): boolean {
  return app.requestSingleInstanceLock(told)
}

/** Ends the process; everything printed gets out first. */
async function leave(code: number, complaint?: string): Promise<void> {
  if (complaint !== undefined) streams.complain(complaint)
  await streams.flushed()
  app.exit(code)
}

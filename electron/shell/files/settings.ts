import { z } from 'zod'
import { archiveChoices, proxyModes, themes, watchByDefault } from '#contract/model/settings.ts'
import { largestPlan } from '#contract/model/plan.ts'
import { rulesByDefault } from '#contract/model/rules.ts'
import { hoursInOrder, rulesSchema, watchSchema } from '#contract/commands/settings.ts'
import { shortcutChoices } from '#contract/model/desktop.ts'
import type { Result } from '#contract/result.ts'
import type { Logger } from '../../core/lib/logger.ts'
import type { DataFile } from './data-file.ts'
import { numbered, type FileFormat } from './file-format.ts'
import { KeptFile } from './kept-file.ts'
import { Signal } from '../../core/lib/signal.ts'
import { largestZoom, smallestZoom } from '../window/zoom.ts'

const watch = z.object(watchSchema.shape).refine(hoursInOrder)

const hours = z.looseObject({ watch: watch.optional() })
/** Rules spend in the hours that are watched: where nobody knows which those are, they are off. */
const withoutRulesAnyTime = (content: unknown): unknown => (hours.safeParse(content).success ? content : { ...(content as object), rules: undefined })

/**
 * A value that does not fit falls back alone; the others stay. A new setting is one more field with its default and needs no
 * new version; what changes the meaning or the name of a field does.
 */
const fields = z.object({
  theme: z.enum(themes).catch('system'),
  automaticResends: z.union([z.literal(0), z.literal(1)]).catch(1),
  archiveAfter: z.literal(archiveChoices).catch(0),
  plan: z.int().min(1).max(largestPlan).nullable().catch(null),
  /** The month of which the person has read that its requests may not reach, `2026-11`. */
  planRead: z.string().catch(''),
  watch: watch.catch(watchByDefault),
  /** Alone of all settings, nothing of it is kept when a part of it does not fit: it spends requests. */
  rules: z.object(rulesSchema.shape).catch(rulesByDefault),
  /** Where between two full hours this PC looks, from 0 to 1; null before it ever did. */
  watchOffset: z.number().min(0).max(1).nullable().catch(null),
  proxy: z.object({ mode: z.enum(proxyModes), url: z.string(), user: z.string() }).catch({ mode: 'system', url: '', user: '' }),
  /** Whether and where webhooks are received; their secret addresses are in webhooks/secrets.ts. */
  webhookOn: z.boolean().catch(false),
  webhookHost: z.string().catch('127.0.0.1'),
  webhookPort: z.int().min(1).max(65_535).catch(27_480),
  webhookPublicUrl: z.string().catch(''),
  /** The person was told once that closing the window keeps the program in the tray. */
  toldAboutTray: z.boolean().catch(false),
  /** The person has used the tray icon, so this desktop shows it. */
  trayConfirmed: z.boolean().catch(false),
  notifications: z.boolean().catch(true),
  /** Accelerator of «Reenviar lo copiado»; null is off. */
  shortcut: z.enum(shortcutChoices).nullable().catch(null),
  /** The person was asked once about starting with the system. */
  askedAboutStart: z.boolean().catch(false),
  /** Where the window was, in points of the screen; null before it was ever moved. */
  windowBounds: z.object({ x: z.int(), y: z.int(), width: z.int().positive(), height: z.int().positive() }).nullable().catch(null),
  windowMaximised: z.boolean().catch(false),
  /** Damaged files that were set aside and that the person has been told of. */
  readAside: z.array(z.string()).catch([]),
  /** Which column holds the references, by the headings of a table (keyOf); the newest last. */
  tableColumns: z.array(z.object({ key: z.string(), column: z.string() })).catch([]),
  /** Size of the page: 1 is 100 %. */
  zoom: z.number().min(smallestZoom).max(largestZoom).catch(1),
})

export const settingsSchema = z.preprocess(withoutRulesAnyTime, fields)
export type StoredSettings = z.infer<typeof fields>

export const settingsFormat: FileFormat<StoredSettings> = { schema: settingsSchema, migrations: [numbered] }

/** The person's settings, kept in memory and written at once. */
export class SettingsStore {
  readonly changed = new Signal<StoredSettings>()
  readonly #file: KeptFile<StoredSettings>

  constructor(file: DataFile<StoredSettings>, logger: Logger) {
    this.#file = new KeptFile(file, 'the settings', logger)
  }

  get current(): StoredSettings {
    return this.#file.stored
  }

  /** Nothing changes, here or on disk, when it cannot be written. */
  save(change: Partial<StoredSettings>): Result<StoredSettings> {
    const saved = this.#file.write(change)
    if (saved.ok) this.changed.emit(saved.value)
    return saved
  }
}

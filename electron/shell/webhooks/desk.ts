import { dayLength } from '#contract/argentina.ts'
import { isIP } from 'node:net'
import { fail, ok, type Result } from '#contract/result.ts'
import type { CommandArgs } from '#contract/schema.ts'
import { isPublicUrl } from '#contract/model/webhook-address.ts'
import type { WebhookDoor, WebhookStatus, WebhookUrls } from '#contract/commands/webhooks.ts'
import type { Clock } from '../../core/lib/clock.ts'
import { Doors } from '../../core/webhooks/doors.ts'
import type { Receiver, ReceiverOptions, ReceiverState } from '../../core/webhooks/receiver.ts'
import type { Logger } from '../../core/lib/logger.ts'
import type { Outbox } from '../../core/outbox/outbox.ts'
import type { SettingsStore, StoredSettings } from '../files/settings.ts'
import { Signal } from '../../core/lib/signal.ts'
import type { Vault } from '../files/vault.ts'
import type { WebhookSecrets } from './secrets.ts'

export interface WebhookDeskOptions {
  settings: SettingsStore
  vault: Pick<Vault, 'ids' | 'deletedIds' | 'nameOf' | 'changed'>
  secrets: WebhookSecrets
  outbox: Pick<Outbox, 'webhooks' | 'recentWebhooks' | 'forgetOldWebhooks'>
  /** Loaded only where webhooks are received. */
  load: () => Promise<new (options: ReceiverOptions) => Receiver>
  clock: Clock
  logger: Logger
  /** Told the time at which TusFacturasAPP made a proven event that has just come. */
  onProven?: (creado: number) => void
}

const shownEvents = 20
/** Between two descriptions of what arrives. */
const tellEvery = 500
/** A locked keychain is asked again. */
const askKeychainAgain = 30_000
/** Old events are forgotten only some time after the start, which must not wait for that. */
const tidyAfter = 60_000
/** Events after which the oldest are forgotten. */
const forgetAfter = 5_000

/** The receiver as the settings want it: on or off, where, for which points of sale; and what the page may see of it. */
export class WebhookDesk {
  readonly changed = new Signal<void>()
  readonly #options: WebhookDeskOptions
  readonly #wrongTokens = new Map<string, number>()
  #receiver: Receiver | null = null
  #state: ReceiverState = { kind: 'off' }
  #strange = 0
  #sinceForgotten = 0
  #telling = false
  #disposed = false
  #turn: Promise<void> = Promise.resolve()
  #ends: (() => void)[] = []
  #cancels = { tell: () => {}, keychain: () => {}, forget: () => {} }

  constructor(options: WebhookDeskOptions) {
    this.#options = options
  }

  /** Begins to receive, if the settings say so, and follows them from here on. */
  start(): Promise<void> {
    const { settings, vault, clock } = this.#options
    let known = placeOf(settings.current)
    this.#ends = [
      settings.changed.subscribe((current) => {
        const place = placeOf(current)
        if (place === known) return
        known = place
        void this.#apply()
      }),
      vault.changed.subscribe(() => void this.#apply(false)),
    ]
    this.#cancels.forget = clock.after(tidyAfter, () => this.#forget())
    return this.#apply()
  }

  /** The network or the computer is back: an address may be there again. */
  hint(): void {
    this.#receiver?.hint()
  }

  async status(): Promise<WebhookStatus> {
    const { settings, vault, secrets, outbox } = this.#options
    const { webhookOn, webhookHost, webhookPort, webhookPublicUrl } = settings.current
    const doors: WebhookDoor[] = []
    for (const pointOfSaleId of vault.ids())
      doors.push({
        pointOfSaleId,
        pointOfSaleName: vault.nameOf(pointOfSaleId) ?? '',
        ...(await secrets.describe(pointOfSaleId)),
        wrongTokens: this.#wrongTokens.get(pointOfSaleId) ?? 0,
      })
    const trouble = this.#state.kind === 'trouble' ? this.#state : null
    return {
      on: webhookOn,
      host: webhookHost,
      port: webhookPort,
      publicUrl: webhookPublicUrl,
      state: this.#state.kind,
      problem: trouble?.problem ?? null,
      retryAt: trouble?.retryAt ?? null,
      doors,
      events: outbox.recentWebhooks(shownEvents).map(({ pointOfSale, ...event }) => ({ ...event, pointOfSaleName: pointOfSale && vault.nameOf(pointOfSale) })),
      strange: this.#strange,
    }
  }

  /** Settles after the first attempt to listen there. */
  async setPlace({ on, host, port, publicUrl }: CommandArgs<'saveWebhookPlace'>): Promise<Result<null>> {
    if (isIP(host) === 0 && host !== 'localhost') return fail('bad-arguments', { reason: 'webhook-host' })
    if (publicUrl !== '' && !isPublicUrl(publicUrl)) return fail('bad-arguments', { reason: 'webhook-public-url' })
    const saved = this.#options.settings.save({ webhookOn: on, webhookHost: host, webhookPort: port, webhookPublicUrl: publicUrl })
    if (!saved.ok) return saved
    await this.#turn
    return this.#done()
  }

  async setToken(pointOfSaleId: string, token: string): Promise<Result<null>> {
    if (this.#options.vault.nameOf(pointOfSaleId) === null) return fail('point-of-sale-missing')
    if (!(await this.#options.secrets.setToken(pointOfSaleId, token))) return fail('settings-not-saved')
    this.#wrongTokens.delete(pointOfSaleId)
    await this.#apply(false)
    return this.#done()
  }

  async renew(pointOfSaleId: string): Promise<Result<WebhookUrls>> {
    if (this.#options.vault.nameOf(pointOfSaleId) === null) return fail('point-of-sale-missing')
    if (!(await this.#options.secrets.renew(pointOfSaleId))) return fail('settings-not-saved')
    await this.#apply(false)
    this.#done()
    return this.urls(pointOfSaleId)
  }

  /** The only way by which an address leaves; nothing else says it. */
  async urls(pointOfSaleId: string): Promise<Result<WebhookUrls>> {
    const { settings, vault, secrets } = this.#options
    if (vault.nameOf(pointOfSaleId) === null) return fail('point-of-sale-missing')
    const path = await secrets.path(pointOfSaleId)
    if (path === null) return fail('credentials-undecryptable')
    const { webhookHost, webhookPort, webhookPublicUrl } = settings.current
    const host = isIP(webhookHost) === 6 ? `[${webhookHost}]` : webhookHost
    return ok({
      local: `http://${host}:${webhookPort}${path}`,
      published: webhookPublicUrl === '' ? null : webhookPublicUrl.replace(/\/+$/u, '') + path,
    })
  }

  /** Events came some other way, from a file. */
  noteTaken(count: number): void {
    this.#sinceForgotten += count
    if (this.#sinceForgotten >= forgetAfter) this.#forget()
    this.#tell()
  }

  dispose(): void {
    this.#disposed = true
    for (const end of this.#ends) end()
    for (const cancel of Object.values(this.#cancels)) cancel()
    this.#receiver?.dispose()
  }

  /** @param listen false: the place has not changed, only who may come */
  #apply(listen = true): Promise<void> {
    this.#turn = this.#turn
      .then(() => this.#applyNow(listen))
      .catch((error: unknown) => this.#options.logger.error('the webhook receiver could not be set up', { error }))
    return this.#turn
  }

  async #applyNow(listen: boolean): Promise<void> {
    const { settings, vault, secrets, clock } = this.#options
    const { webhookOn: on, webhookHost: host, webhookPort: port } = settings.current
    const ids = vault.ids()
    await secrets.forget(vault.deletedIds().filter((id) => !ids.includes(id)))
    if (on) {
      await secrets.ensurePaths(ids)
      const { doors, locked } = await secrets.doors(ids)
      this.#cancels.keychain()
      if (locked) this.#cancels.keychain = clock.after(askKeychainAgain, () => void this.#apply(false))
      this.#receiver ??= await this.#build()
      this.#receiver.use(new Doors(doors))
    }
    if (this.#disposed) this.#receiver?.dispose()
    else if (listen) await this.#receiver?.listen(on ? { host, port } : null)
    this.#tell()
  }

  async #build(): Promise<Receiver> {
    const { outbox, load, clock, logger, onProven } = this.#options
    return new (await load())({
      take: (deliveries) => {
        for (const { event, proven } of deliveries) if (proven && event.creado !== null) onProven?.(event.creado)
        return outbox.webhooks(deliveries)
      },
      clock,
      logger,
      onState: (state) => {
        this.#state = state
        this.#tell()
      },
      onTaken: () => this.noteTaken(1),
      onRefused: (refusal, pointOfSale) => {
        if (refusal === 'token' && pointOfSale !== null) this.#wrongTokens.set(pointOfSale, (this.#wrongTokens.get(pointOfSale) ?? 0) + 1)
        else if (refusal !== 'locked' && refusal !== 'disk') this.#strange++
        this.#tell()
      },
    })
  }

  #forget(): void {
    const { outbox, clock, logger } = this.#options
    this.#sinceForgotten = 0
    const forgotten = outbox.forgetOldWebhooks()
    if (!forgotten.ok) logger.warn('old webhooks could not be forgotten', { error: forgotten.error.code })
    else if (forgotten.value > 0) logger.info('old webhooks forgotten', { forgotten: forgotten.value })
    this.#cancels.forget()
    this.#cancels.forget = clock.after(dayLength, () => this.#forget())
  }

  /** What a person changed is told before she is answered. */
  #done(): Result<null> {
    this.#cancels.tell()
    this.#telling = false
    this.changed.emit()
    return ok(null)
  }

  /** Collected, so that a burst of five hundred does not describe itself five hundred times. */
  #tell(): void {
    if (this.#telling || this.#disposed) return
    this.#telling = true
    this.#cancels.tell = this.#options.clock.after(tellEvery, () => {
      this.#telling = false
      this.changed.emit()
    })
  }
}

const placeOf = ({ webhookOn, webhookHost, webhookPort }: StoredSettings): string => `${webhookOn} ${webhookHost} ${webhookPort}`

import type { Settings } from '#contract/model/settings.ts'
import { fail, type Result } from '#contract/result.ts'
import type { CommandArgs } from '#contract/schema.ts'
import { parseProxyUrl } from '../../../core/tusfacturas/proxy.ts'
import type { StoredSettings } from '../../files/settings.ts'
import type { Vault } from '../../files/vault.ts'
import type { PageServices } from '../page-services.ts'

/** The settings as the page may see them. */
export const presentSettings = ({ theme, automaticResends, archiveAfter, plan, watch, rules, proxy }: StoredSettings, vault: Vault): Settings => ({
  theme,
  automaticResends,
  archiveAfter,
  plan,
  watch,
  rules,
  proxy: { ...proxy, hasPassword: vault.hasProxyPassword },
})

/** All of a form or nothing of it. */
export async function saveSettings(
  { vault, settings, history }: PageServices,
  { plan, proxy, ...others }: CommandArgs<'saveSettings'>,
): Promise<Result<unknown>> {
  if (proxy?.mode === 'manual' && !parseProxyUrl(proxy.url)) return fail('bad-arguments', { reason: 'proxy-url' })
  const kept = proxy?.password === undefined ? null : await vault.setProxyPassword(proxy.password)
  if (kept && !kept.ok) return kept
  const saved = settings.save({
    ...given(others),
    // What was read was of another limit.
    ...(plan !== undefined && plan !== settings.current.plan && { plan, planRead: '' }),
    ...(proxy && { proxy: { mode: proxy.mode, url: proxy.url, user: proxy.user } }),
  })
  if (saved.ok && others.archiveAfter !== undefined) void history.archive(others.archiveAfter)
  // A refused form leaves no half of itself behind.
  if (!saved.ok) await kept?.value.undo()
  return saved
}

/** What has a value: a field that is there without one must not take away what is kept. */
const given = <T extends object>(fields: T) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as { [Name in keyof T]?: Exclude<T[Name], undefined> }

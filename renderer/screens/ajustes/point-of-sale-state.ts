import type { PointOfSale } from '#contract/model/point-of-sale.ts'
import type { Banner } from '#contract/model/snapshot.ts'
import { pointOfSaleRows as texts } from '#contract/texts/ajustes.ts'
import type { Trial } from './points-of-sale/trials.ts'

/** How a point of sale stands, in a word. */
export interface PointOfSaleState {
  word: string
  tone: 'good' | 'warn' | 'bad'
  /** TusFacturasAPP refused its credentials. */
  rejected: boolean
}

/** @param banners of the whole program: some are about this one @param trial what its credentials were last seen to do */
export function stateOf({ id, status, protection }: PointOfSale, banners: Banner[], trial?: Trial): PointOfSaleState {
  const rejected = banners.some((banner) => banner.kind === 'gate' && banner.reason === 'credenciales' && banner.pointOfSaleId === id)
  if (status === 'reload') return { word: texts.states.reload, tone: 'bad', rejected }
  if (rejected) return { word: texts.states.credenciales, tone: 'bad', rejected }
  if (trial) return trial.works ? { word: texts.states.works, tone: 'good', rejected } : { word: texts.states.credenciales, tone: 'bad', rejected }
  return { word: texts.states[protection], tone: protection === 'system' ? 'good' : 'warn', rejected }
}

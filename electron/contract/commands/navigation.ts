/** Where the page is asked to go: by a notification, the tray, a shortcut, a link or another start of the program. */
import { z } from 'zod'
import { command, event, none } from './command.ts'

export const screens = ['con-error', 'reenviar', 'actividad', 'resumen', 'ajustes'] as const
export type Screen = (typeof screens)[number]

export interface Navigation {
  screen: Screen
  /** Actividad: show only this batch. */
  batchId?: number
  /** Actividad, of one batch: asks about sending again what of it is in error still. Nothing is sent by itself. */
  resend?: true
  /** Reenviar: references that came from outside. They are shown and asked about; nothing is sent by itself. */
  offer?: Offer
}

export interface Offer {
  from: 'link' | 'clipboard'
  /** Each one can be sent as it is; empty when what was copied holds none. */
  references: string[]
  /** A table was copied, whose column has to be asked for; `takeCopiedTable` has it. */
  table?: true
}

/** A draft of as many references as can be sent, escaped, and a little more. */
const longestPlace = 8_000_000

export const navigationCommands = {
  /** Where to go, once; null when nobody asked. The page asks when it starts and whenever `navigate` is told. */
  takeNavigation: command(none).returns<Navigation | null>(),
  /** Which screen is shown: what the person has in front of them is not told them, and no longer counts as new. */
  showScreen: command(z.strictObject({ screen: z.enum(screens) })).returns<null>(),
  /** What the page wants to know again after it was freed: draft, filters, place in a list. Its own text; in memory only. */
  keepPlace: command(z.strictObject({ place: z.string().max(longestPlace) })).returns<null>(),
  /** The last one kept; null for a page that was not here before, or that crashed. */
  readPlace: command(none).returns<string | null>(),
}

export const navigationEvents = {
  /** There is something for `takeNavigation`. */
  navigate: event<null>(),
}

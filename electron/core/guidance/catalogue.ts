/** Everything known about error messages, put together on first use: nothing of it is needed to start the app. */
import { amounts } from './catalogue/amounts.ts'
import { arcaAccess } from './catalogue/arca-access.ts'
import { arcaService } from './catalogue/arca-service.ts'
import { associated } from './catalogue/associated.ts'
import { computer } from './catalogue/computer.ts'
import { customer } from './catalogue/customer.ts'
import type { Entry } from './catalogue/entry.ts'
import { form } from './catalogue/form.ts'
import { mipyme } from './catalogue/mipyme.ts'
import { numbersAndDates } from './catalogue/numbers-and-dates.ts'
import { observations } from './catalogue/observations.ts'
import { pointOfSale } from './catalogue/point-of-sale.ts'
import { specialRegimes } from './catalogue/special-regimes.ts'
import { standings } from './catalogue/standings.ts'
import { tusfacturas } from './catalogue/tusfacturas.ts'

const families = [
  arcaService,
  arcaAccess,
  pointOfSale,
  numbersAndDates,
  customer,
  amounts,
  form,
  associated,
  mipyme,
  observations,
  specialRegimes,
  tusfacturas,
  computer,
  standings,
]

let entries: Map<string, Entry> | null = null

const catalogue = () => (entries ??= new Map(families.flatMap((family) => family()).map((entry) => [entry.id.toLowerCase(), entry])))

/** @returns the entry with that id, whatever the case of its letters */
export const findEntry = (id: string): Entry | undefined => catalogue().get(id.toLowerCase())

/** @returns every entry, for checks */
export const allEntries = (): Entry[] => [...catalogue().values()]

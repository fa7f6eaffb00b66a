/** Dialogs and sections of the paid calls that a person asks for, and the next steps after an error. */
import { requests } from './page.ts'

const costsOne = `Cuesta ${requests(1)} de tu abono, salga bien o mal.`

export const account = {
  alertBanner: (at: string, text: string) => `ARCA con problemas, según TusFacturasAPP (consultado ${at}): ${text}`,
  maintenanceBanner: (from: string | null, until: string, text: string) =>
    `Mantenimiento anunciado${from === null ? '' : ` desde el ${from}`} hasta el ${until}${text === '' ? '' : `: ${text}`}.`,
  toAccount: 'Ver estado y cupo',
  costsOne,
}

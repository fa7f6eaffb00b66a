/** TusFacturasAPP's simulator without its sockets: a call becomes its answer at once, and is read as the program reads one. */
import { classifyRefusal } from '../../../../electron/core/guidance/refusal.ts'
import type { Found, Reply } from '../../../../electron/core/tusfacturas/api.ts'
import { readFound } from '../../../../electron/core/tusfacturas/found.ts'
import { readReply } from '../../../../electron/core/tusfacturas/replies.ts'
import type { Credentials } from '#contract/model/credentials.ts'
import { encodeAnswer } from '../../../simulator/answers.ts'
import { execute } from '../../../simulator/calls.ts'
import type { World } from '../../../simulator/world.ts'

const path = '/app/api/v2/facturacion/consulta_avanzada'
/** By their body: most days say in each round what they said in the one before, and reading that once is enough. */
const read = new Map<string, Reply<Found>>()

export function findByDate(world: World, { apikey, apitoken, usertoken }: Credentials, fecha: string, pagina: number, limite: number): Reply<Found> {
  const asked = { apikey, apitoken, usertoken, busqueda_tipo: 'F', pagina, limite, comprobante: { fecha, operacion: 'V' } }
  const { status, headers, body } = encodeAnswer(execute(world, 'POST', path, asked), world.quirks)
  const known = read.get(body.toString())
  if (known) return known
  const exchange = { sent: true, status, headers, body, trouble: null }
  const reply = readReply(exchange, { read: readFound, classify: classifyRefusal, secrets: [apikey, apitoken, usertoken], maxBytes: 2 ** 25, now: world.now() })
  read.set(body.toString(), reply)
  return reply
}

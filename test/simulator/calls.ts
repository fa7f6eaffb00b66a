/** One call from its path to its answer: what is checked before a method does its work. */
import type { Answer } from './answers.ts'
import { fechaOf, horaOf } from './dates.ts'
import { endpoints, refuse, text, type Notice } from './endpoints.ts'
import { isObject } from './json.ts'
import { methods, type Method, type World } from './world.ts'

const methodOfPath = new Map(methods.map((method) => [endpoints[method].path, method]))

/** Path of the API; `https://www.tusfacturas.app` stands before it in the real one. */
export const basePath = '/app/api/v2/'

const methodAt = (path: string): Method | null => (path.startsWith(basePath) && methodOfPath.get(path.slice(basePath.length).replace(/\/$/u, ''))) || null

/** The documented answer of any method during maintenance. */
export function maintenanceAnswer(until: number): Answer {
  const body = {
    error: 'S',
    mantenimiento: 1,
    mantenimiento_hasta: `${fechaOf(until)} ${horaOf(until)}`,
    errores: [`Estaremos realizando tareas de mantenimiento hasta las ${horaOf(until)}`],
  }
  return { status: 200, body }
}

const refused = (status: number, ...errores: string[]): Answer => ({ status, body: { ...refuse(...errores).body, rta: 'ERROR' } })

const bare = (answer: Answer) => ({ ...answer, notices: [] })

/**
 * Carries out one call.
 * @param body the parsed body; undefined when it is no JSON
 * @returns the answer and the webhooks that it causes
 */
export function execute(world: World, verb: string, path: string, body: unknown): Answer & { notices: Notice[] } {
  const method = methodAt(path)
  const until = world.maintenance()
  if (until !== null) return bare(maintenanceAnswer(until))
  if (!method) return bare(refused(404, 'El recurso solicitado no existe.'))
  if (verb !== 'POST') return bare(refused(405, 'Metodo no permitido.'))
  if (!isObject(body)) return bare(refused(400, 'El JSON enviado no es valido.'))
  const { quirks } = world
  const point = world.points.get(text(body, 'apikey'))
  if (!point || point.apitoken !== text(body, 'apitoken') || point.usertoken !== text(body, 'usertoken')) {
    const status = { 'http-401': 401, 'http-403': 403, 'error-S': 200 }[quirks.badCredentials]
    return bare(refused(status, quirks.credentialsText))
  }
  const { counted, run } = endpoints[method]
  if (counted && !world.spend(point, method)) return bare({ status: 200, body: refuse(quirks.quotaText).body })
  const { body: answer, notices = [] } = run(world, point, body)
  return { status: 200, body: answer, notices }
}

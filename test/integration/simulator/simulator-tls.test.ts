/** The simulator behind TLS, with certificates that a client must and must not accept. */
import { connect } from 'node:tls'
import { Agent, request } from 'undici'
import { expect, test } from 'vitest'
import { makeCertificate, type CertificateRequest } from '../../simulator/certificates.ts'
import { Simulator, type Fault } from '../../simulator/simulator.ts'

const point = { apikey: '1134', apitoken: 'aaaa', usertoken: 'uuuu' }
const root = makeCertificate({ name: 'Raíz de prueba' })
const good: CertificateRequest = { name: 'simulador', hosts: ['127.0.0.1', 'localhost'], issuer: root }

/** Resends `a` to a fresh simulator with this certificate; only the root is trusted. */
async function resend(certificate: CertificateRequest, fault?: Fault) {
  const simulator = await Simulator.start({ tls: makeCertificate(certificate) })
  const agent = new Agent({ connect: { ca: root.cert } })
  simulator.addPointOfSale(point)
  simulator.seed([{ ...point, external_reference: 'a' }])
  if (fault) simulator.inject(fault)
  try {
    const answer = await request(`${simulator.url}/facturacion/reenviar_encolado`, {
      method: 'POST',
      body: JSON.stringify({ ...point, external_reference: 'a' }),
      dispatcher: agent,
    })
    return { answer: await answer.body.text(), requests: simulator.requests().length, executed: simulator.executions('a') }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : error
    return { code, requests: simulator.requests().length, executed: simulator.executions('a') }
  } finally {
    await agent.destroy()
    await simulator.stop()
  }
}

test('a trusted certificate', async () => {
  expect(await resend(good)).toEqual({ answer: '{"error":"N","errores":[]}', requests: 1, executed: 1 })
})

const before = Date.UTC(2020, 0, 1)
test.each([
  ['an unknown root', { name: 'simulador', hosts: ['127.0.0.1'] }, 'DEPTH_ZERO_SELF_SIGNED_CERT'],
  ['another host', { ...good, hosts: ['otro.example'] }, 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ['expired', { ...good, notBefore: before, notAfter: before + 1 }, 'CERT_HAS_EXPIRED'],
  ['not yet valid', { ...good, notBefore: Date.UTC(2100, 0, 1), notAfter: Date.UTC(2101, 0, 1) }, 'CERT_NOT_YET_VALID'],
])('%s: no request arrives', async (_name, certificate, code) => {
  expect(await resend(certificate)).toEqual({ code, requests: 0, executed: 0 })
})

test.each([
  [{ phase: 'accept-reset' }, 'ECONNRESET', 0, 0],
  [{ phase: 'accept-end' }, 'ECONNRESET', 0, 0],
  [{ phase: 'partial-reset' }, 'ECONNRESET', 1, 0],
  [{ phase: 'reset', executed: true }, 'ECONNRESET', 1, 1],
  [{ phase: 'end', executed: true }, 'UND_ERR_SOCKET', 1, 1],
  [{ phase: 'cut', close: 'reset' }, 'ECONNRESET', 1, 1],
] as const)('%o', async (fault, code, requests, executed) => {
  expect(await resend(good, fault)).toEqual({ code, requests, executed })
})

test('a handshake that never goes on', async () => {
  const simulator = await Simulator.start({ tls: makeCertificate(good) })
  const fault = simulator.inject({ phase: 'accept-hang' })
  const socket = connect({ port: simulator.port, host: '127.0.0.1', ca: root.cert })
  const ended = new Promise<Error>((resolve) => socket.once('error', resolve))
  await fault.reached
  await simulator.stop()
  expect(await ended).toMatchObject({ code: 'ECONNRESET' })
})

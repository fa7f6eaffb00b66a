/** Whom the client trusts. Certificates are made by the test; TusFacturasAPP is stood in for by the simulator. */
import { createServer } from 'node:tls'
import { expect, onTestFinished, test } from 'vitest'
import { officeCertificates } from '../../../../electron/core/tusfacturas/certificates.ts'
import type { CallFailureCode } from '../../../../electron/core/tusfacturas/api.ts'
import { makeCertificate, type CertificateRequest } from '../../../simulator/certificates.ts'
import type { SimulatorOptions } from '../../../simulator/simulator.ts'
import { answering, baseOf, credentials, httpAnswer, listening, portOf, startClient, startRaw, startSimulator } from './client-setup.ts'

const office = makeCertificate({ name: 'Raíz de la oficina' })
const good: CertificateRequest = { name: 'tusfacturas', hosts: ['127.0.0.1', 'localhost'], issuer: office }
const officeRoute = { certificates: () => [...(officeCertificates() ?? []), office.cert] }
const success = httpAnswer('{"error":"N","errores":[]}')

const behindTls = (certificate: CertificateRequest, options: SimulatorOptions = {}) => startSimulator({ ...options, tls: makeCertificate(certificate) })

test('the office’s own root, beside the usual ones, by address and by name', async () => {
  const simulator = await behindTls(good)
  const { api, paid, markers } = startClient(simulator.url, { route: officeRoute })
  expect(await api.resend(credentials, 'FC-1', paid())).toEqual({ kind: 'done', value: null })
  const named = startClient(simulator.url.replace('127.0.0.1', 'localhost'), { route: officeRoute })
  expect(await named.api.findByReference(credentials, 'FC-1')).toMatchObject({ kind: 'done', value: { total: 1 } })
  expect(markers()).toBe(1)
  expect(simulator.executions('FC-1')).toBe(1)
})

const longAgo = Date.UTC(2020, 0, 1)
const self: CertificateRequest = { name: 'yo mismo', hosts: ['127.0.0.1'] }
const stranger: CertificateRequest = { ...good, issuer: makeCertificate({ name: 'Raíz desconocida' }) }

const untrusted: Array<[name: string, certificate: CertificateRequest, code: CallFailureCode, detail: string]> = [
  ['signed by itself', self, 'tls-untrusted', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
  ['an unknown root', stranger, 'tls-untrusted', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
  ['another host', { ...good, hosts: ['otro.example'] }, 'tls-wrong-host', 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ['expired', { ...good, notBefore: longAgo, notAfter: longAgo + 1 }, 'tls-expired', 'CERT_HAS_EXPIRED'],
  ['not yet valid', { ...good, notBefore: Date.UTC(2100, 0, 1), notAfter: Date.UTC(2101, 0, 1) }, 'tls-not-yet-valid', 'CERT_NOT_YET_VALID'],
]

test.each(untrusted)('%s: no marker, no request, three times over', async (_name, certificate, code, detail) => {
  const simulator = await behindTls(certificate)
  const { api, paid, markers } = startClient(simulator.url, { route: officeRoute })
  for (let n = 0; n < 3; n++) {
    expect(await api.resend(credentials, 'FC-1', paid())).toMatchObject({ kind: 'failed', sent: false, failure: { code, detail, httpStatus: null } })
  }
  expect(markers()).toBe(0)
  expect(simulator.requests()).toEqual([])
})

test('the office’s root is not trusted unless it is given', async () => {
  const simulator = await behindTls(good)
  const { api, paid, routes } = startClient(simulator.url)
  expect(await api.resend(credentials, 'FC-1', paid())).toMatchObject({ kind: 'failed', sent: false, failure: { code: 'tls-untrusted' } })
  routes.update({ proxy: null, certificates: officeRoute.certificates })
  expect(await api.resend(credentials, 'FC-1', paid())).toEqual({ kind: 'done', value: null })
})

test('TLS 1.2 and 1.3 are offered, and nothing older', async () => {
  const server = await startRaw((socket) => void socket.once('data', () => socket.destroy()))
  const { api, paid } = startClient(baseOf(server.port, 'https'))
  await api.resend(credentials, 'FC-1', paid())
  // Extension 43, supported_versions: five bytes, a list of four, 0x0304 and 0x0303.
  expect(server.received().toString('hex')).toContain('002b00050403040303')
})

test.each(['TLSv1.2', 'TLSv1.3'] as const)('a server that speaks %s only', async (version) => {
  const server = createServer({ ...makeCertificate(good), minVersion: version, maxVersion: version }, (socket) => {
    socket.on('error', () => {})
    answering(success)(socket)
  })
  await listening(server)
  onTestFinished(() => void server.close())
  const { api, paid, markers } = startClient(baseOf(portOf(server), 'https'), { route: officeRoute })
  expect(await api.resend(credentials, 'FC-1', paid())).toEqual({ kind: 'done', value: null })
  expect(markers()).toBe(1)
})

test.each([
  ['plain HTTP on the TLS port', 'HTTP/1.1 400 Bad Request\r\n\r\n', 'tls-failed'],
  ['garbage', '\u0000\u0001\u0002garbage that is no TLS record', 'tls-failed'],
] as const)('%s in the handshake', async (_name, bytes, code) => {
  const server = await startRaw((socket) => socket.end(bytes))
  const { api, paid, markers } = startClient(baseOf(server.port, 'https'))
  expect(await api.resend(credentials, 'FC-1', paid())).toMatchObject({ kind: 'failed', sent: false, failure: { code } })
  expect(markers()).toBe(0)
  expect(server.received().toString('latin1')).not.toContain('POST')
})

test.each(['accept-reset', 'accept-end'] as const)('%s: no marker, no request', async (phase) => {
  const simulator = await behindTls(good)
  simulator.inject({ phase, times: 3 })
  const { api, paid, markers } = startClient(simulator.url, { route: officeRoute })
  for (let n = 0; n < 3; n++) {
    expect(await api.resend(credentials, 'FC-1', paid())).toMatchObject({ kind: 'failed', sent: false, failure: { code: 'reset' } })
  }
  expect(markers()).toBe(0)
  expect(simulator.requests()).toEqual([])
  expect(await api.resend(credentials, 'FC-1', paid())).toEqual({ kind: 'done', value: null })
})

test.each(['reset', 'end', 'cut', 'stall'] as const)('%s after the request was read: marker', async (phase) => {
  const simulator = await behindTls(good)
  simulator.inject({ phase, executed: true })
  const { api, paid, markers } = startClient(simulator.url, { route: officeRoute, answerTimeout: 300 })
  const code = { reset: 'reset', end: 'closed', cut: 'body-cut', stall: 'answer-timeout' }[phase]
  expect(await api.resend(credentials, 'FC-1', paid())).toMatchObject({ kind: 'failed', sent: true, failure: { code } })
  expect(markers()).toBe(1)
  expect(simulator.executions('FC-1')).toBe(1)
})

test('the office’s certificates: PEM, each once', () => {
  const certificates = officeCertificates()
  expect(certificates?.length).toBeGreaterThan(100)
  expect(new Set(certificates).size).toBe(certificates?.length)
  expect(certificates?.every((each) => each.startsWith('-----BEGIN CERTIFICATE-----'))).toBe(true)
})

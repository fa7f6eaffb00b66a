/** Certificates made on the spot (X.509 v3, ECDSA P-256), so that no key lies in the repository and no openssl is needed. */
import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto'
import { isIP } from 'node:net'

export interface Authority {
  name: string
  /** PEM. */
  cert: string
  /** PEM. */
  key: string
  privateKey: KeyObject
}

export interface CertificateRequest {
  /** Common name. */
  name: string
  /** Host names and addresses it is good for; none makes it an authority. */
  hosts?: string[]
  /** Default: signed by itself. */
  issuer?: Authority
  /** Milliseconds since the epoch; default from yesterday for ten days. */
  notBefore?: number
  notAfter?: number
}

const der = (tag: number, ...parts: Buffer[]): Buffer => {
  const content = Buffer.concat(parts)
  const size = content.length
  const length = size < 128 ? [size] : size < 256 ? [0x81, size] : [0x82, size >> 8, size & 0xff]
  return Buffer.concat([Buffer.from([tag, ...length]), content])
}
const sequence = (...parts: Buffer[]) => der(0x30, ...parts)
const hex = (text: string) => Buffer.from(text, 'hex')

const ecdsaWithSha256 = sequence(der(0x06, hex('2a8648ce3d040302')))
const commonName = der(0x06, hex('550403'))
const subjectAltName = der(0x06, hex('551d11'))
const basicConstraints = der(0x06, hex('551d13'))
const yes = der(0x01, hex('ff'))
const day = 86_400_000
let serial = 1

const nameOf = (text: string) => sequence(der(0x31, sequence(commonName, der(0x0c, Buffer.from(text)))))

/** GeneralizedTime: yyyymmddhhmmssZ. */
const time = (at: number) => der(0x18, Buffer.from(`${new Date(at).toISOString().replace(/\D/gu, '').slice(0, 14)}Z`))

const address = (host: string) => (host === '::1' ? Buffer.from([...Array<number>(15).fill(0), 1]) : Buffer.from(host.split('.').map(Number)))

const extension = (hosts: string[]) =>
  hosts.length === 0
    ? sequence(basicConstraints, yes, der(0x04, sequence(yes)))
    : sequence(subjectAltName, der(0x04, sequence(...hosts.map((host) => (isIP(host) ? der(0x87, address(host)) : der(0x82, Buffer.from(host)))))))

const pem = (label: string, bytes: Buffer) => `-----BEGIN ${label}-----\n${bytes.toString('base64').replace(/.{64}/gu, '$&\n')}\n-----END ${label}-----\n`

/** Makes a key and a certificate for it: an authority, or one for hosts, signed by `issuer`. Addresses: IPv4 and ::1. */
export function makeCertificate(asked: CertificateRequest): Authority {
  const { name, hosts = [], issuer, notBefore = Date.now() - day, notAfter = Date.now() + 9 * day } = asked
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const body = sequence(
    der(0xa0, der(0x02, hex('02'))),
    der(0x02, Buffer.from([1, serial >> 8, serial++ & 0xff])),
    ecdsaWithSha256,
    nameOf(issuer?.name ?? name),
    sequence(time(notBefore), time(notAfter)),
    nameOf(name),
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(extension(hosts))),
  )
  const signature = sign('sha256', body, issuer?.privateKey ?? privateKey)
  return {
    name,
    privateKey,
    cert: pem('CERTIFICATE', sequence(body, ecdsaWithSha256, der(0x03, hex('00'), signature))),
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  }
}

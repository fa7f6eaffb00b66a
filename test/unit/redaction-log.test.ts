import { expect, test } from 'vitest'
import { redactLogLine } from '../../electron/shell/log-redaction.ts'
import { lineOf } from '../../electron/shell/log.ts'

const token = 'a1b2c3d4e5f60718293a4b5c6d7e8f90'
const userToken = `${token}${token.toUpperCase()}`

test.each([
  ['JSON', JSON.stringify({ apikey: '10010', apitoken: token, usertoken: userToken })],
  ['JSON inside JSON', JSON.stringify({ body: JSON.stringify({ apikey: '10010', apitoken: token, usertoken: userToken }) })],
  ['a form', `apikey=10010&apitoken=${token}&usertoken=${userToken}`],
  ['prose', `API key: 10010, API token: ${token}; User token ${userToken}`],
  ['a URL', `https://ana:clave-10010@proxy.oficina:3128/?t=${token}`],
  ['a header', `Proxy-Authorization: Basic MTAwMTA6MTAwMTA= x-token: ${userToken}`],
])('secrets in %s do not get through', (_form, line) => {
  const redacted = redactLogLine(line)
  expect(redacted).not.toContain('10010')
  expect(redacted).not.toContain('MTAwMTA')
  expect(redacted.toLowerCase()).not.toContain(token.slice(0, 29))
})

test('what helps to understand a failure stays', () => {
  const line = 'call failed {"path":"facturacion/reenviar_encolado","code":"http-status","httpStatus":503,"reference":"FC-0001","pointOfSale":"18b7361f-6892-4f32-9200-2ebdf9a3ac3c"}'
  expect(redactLogLine(line)).toBe(line)
})

test('a long run keeps its last three characters, to tell one from another', () => {
  expect(redactLogLine(`seen ${token} twice`)).toBe('seen ••••f90 twice')
})

test('an error is written with its cause, on one line', () => {
  const error = new Error(`no\napitoken=${token}`, { cause: new Error('because') })
  const line = lineOf('crash', { error })
  expect(line).toMatch(/^crash \{"error":\{"name":"Error","message":"no\\napitoken=••••","stack":.*"cause":\{"name":"Error","message":"because"/u)
  expect(line).not.toContain('\n')
})

test('details that cannot be written do not stop the program', () => {
  const details: Record<string, unknown> = {}
  details['self'] = details
  expect(lineOf('odd', details)).toBe('odd [details that are not JSON]')
})

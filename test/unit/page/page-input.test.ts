import { describe, expect, it } from 'vitest'
import { checkForm, noCredentials } from '../../../renderer/features/point-of-sale/check-form.ts'
import { dateTime, money, monthLabel } from '../../../renderer/ui/format.ts'
import { isProxyUrl } from '../../../renderer/screens/ajustes/proxy-url.ts'

const fieldsOf = (problems: ReturnType<typeof checkForm>) => problems && [...(problems.name ? ['name'] : []), ...Object.keys(problems.credentials)]

describe('checkForm', () => {
  const none = { name: '', cuit: '' }
  const all = { apikey: '1', apitoken: '2', usertoken: '3' }

  it.each([
    ['new and complete', { name: 'Local', company: none, credentials: all }, false, null],
    ['new and empty', { name: ' ', company: none, credentials: noCredentials }, false, ['name', 'apikey', 'apitoken', 'usertoken']],
    ['stored, secrets left blank', { name: 'Local', company: none, credentials: noCredentials }, true, null],
    ['stored, one secret typed', { name: 'Local', company: none, credentials: { ...noCredentials, apikey: '1' } }, true, ['apitoken', 'usertoken']],
  ])('%s', (_name, input, stored, missing) => {
    expect(fieldsOf(checkForm(input, stored))).toEqual(missing)
  })

  it.each([
    ['a CUIT with a wrong digit', { name: 'Imprenta', cuit: '30-71234567-2' }, ['cuit']],
    ['a CUIT of nobody', { name: ' ', cuit: '30-71234567-1' }, ['company']],
    ['a company alone', { name: 'Imprenta', cuit: '' }, null],
  ])('%s', (_name, company, wrong) => {
    const problems = checkForm({ name: 'Local', company, credentials: all }, false)
    expect(problems && Object.keys(problems).filter((field) => field !== 'credentials')).toEqual(wrong)
  })
})

describe('isProxyUrl', () => {
  it.each(['http://proxy.oficina:3128', 'https://10.0.0.1', ' http://proxy '])('accepts %s', (text) => {
    expect(isProxyUrl(text)).toBe(true)
  })
  it.each(['', 'proxy.oficina:3128', 'socks5://proxy:1080', 'http://ana:clave@proxy:3128', 'http://'])('refuses %s', (text) => {
    expect(isProxyUrl(text)).toBe(false)
  })
})

describe('format', () => {
  it('writes dates, money and months as in Argentina', () => {
    expect(dateTime(Date.UTC(2026, 10, 3, 12, 5))).toBe('03/11/2026 09:05')
    expect(money(125_430.5)).toBe('$\u00A0125.430,50')
    expect(monthLabel('2026-11')).toBe('noviembre de 2026')
  })
})

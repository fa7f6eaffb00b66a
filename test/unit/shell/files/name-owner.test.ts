import { expect, test } from 'vitest'
import type { Company } from '#contract/model/company.ts'
import { ownerOfName } from '../../../../electron/shell/files/name-owner.ts'

const company = (name: string, cuit: string | null = null): Company => ({ name, cuit })
const owner = (given: Company | null, stored: Company | null, known: Partial<Parameters<typeof ownerOfName>[2]> = {}) =>
  ownerOfName({ name: 'Casa central', company: given }, { id: 'pdv-1', company: stored }, { sharing: [], unread: [], ...known })

test.each([
  ['the same name, one CUIT unknown', company('Norte'), company('NORTE', '30712345671')],
  ['the same CUIT under a new name', company('Norte SRL', '30712345671'), company('Norte', '30712345671')],
  ['no company', null, company('Norte')],
])('it may be replaced: %s', (_what, given, stored) => {
  expect(owner(given, stored)).toBeNull()
})

test('where both CUIT are known the name does not decide', () => {
  expect(owner(company('Norte', '30712345671'), company('Norte', '30500010912'))).toEqual({ company: 'Norte' })
})

test('one without a company is replaced by whoever has its credentials, or where those do not open any more', () => {
  expect(owner(company('Norte'), null)).toEqual({ company: null })
  expect(owner(company('Norte'), null, { sharing: ['casa central'] })).toBeNull()
  expect(owner(company('Norte'), null, { unread: ['casa central'] })).toBeNull()
  expect(owner(company('Norte'), company('Sur'), { unread: ['casa central'] })).toEqual({ company: 'Sur' })
})

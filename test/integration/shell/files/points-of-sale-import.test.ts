/** Points of sale out of files as people have them: read from disk, into a vault. */
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeXlsx } from 'hucre/xlsx'
import { describe, expect, test } from 'vitest'
import type { PointsOfSaleFile } from '#contract/model/points-of-sale-import.ts'
import { systemClock } from '../../../../electron/core/lib/clock.ts'
import { EverySecret } from '../../../../electron/shell/files/every-secret.ts'
import { PointsOfSaleImport } from '../../../../electron/shell/files/points-of-sale-import.ts'
import { credentials, openVault } from '../../../unit/shell/files/vault-setup.ts'

const folder = mkdtempSync(join(tmpdir(), 'reencola-puntos-'))
let files = 0

function written(content: string | Uint8Array, extension = 'csv'): string {
  const path = join(folder, `puntos ${++files}.${extension}`)
  writeFileSync(path, content)
  return path
}

function start() {
  const { vault, keychain, secrets, file } = openVault()
  const points = new PointsOfSaleImport(vault, secrets, new EverySecret([vault], secrets, systemClock))
  const read = async (path: string) => {
    const result = await points.read(path)
    if (!result.ok) throw new Error(result.error.code)
    return result.value
  }
  const rows = async (path: string) => {
    const value = await read(path)
    if (value.kind !== 'rows') throw new Error(`it has ${value.kind}`)
    return value
  }
  return { vault, keychain, secrets, file, points, read, rows }
}

const token = (n: number) => String(n).padStart(6, '0').repeat(5) + 'ab'
const user = (n: number) => String(n).padStart(8, '0').repeat(8)
const line = (name: string, n: number) => `${name};${10_000 + n};${token(n)};${user(n)}`
/** A key that nothing knows. */
const stray = 'a1b2c3d4e5f60718293a4b5c6d7e8f90'
const problemsOf = ({ rows }: PointsOfSaleFile & { kind: 'rows' }) => rows.map(({ problems }) => problems)

test.each([
  ['as TusFacturasAPP says it', 'Nombre;API key;API token;User token'],
  ['as programs do', 'nombre;apikey;apitoken;usertoken'],
  ['in camel case', 'PuntoDeVenta;apiKey;apiToken;userToken'],
  ['with lines below', 'punto_de_venta;api_key;api_token;user_token'],
  ['shouted', 'PUNTO DE VENTA;API-KEY;API-TOKEN;USER-TOKEN'],
  ['in Spanish', 'Sucursal;Clave API;Token API;Token de usuario'],
])('headings are known %s', async (_how, heading) => {
  const { rows } = start()
  expect(problemsOf(await rows(written([heading, line('Centro', 1), line('Sur', 2)].join('\r\n'))))).toEqual([[], []])
})

test('a title above, other columns, quotes and the alphabet of old Excel are no trouble', async () => {
  const { rows, points, vault } = start()
  const text = [
    'Puntos de venta del estudio;;;;;;',
    '',
    'Razón social;CUIT;Observaciones;Punto de venta;API key;API token;User token',
    `"Óptica Ñandú; S.A.";30-71234567-1;ver;Óptica;="00123";${token(1)};${user(1)}`,
  ].join('\r\n')
  const { id, rows: told } = await rows(written(Buffer.from(text, 'latin1')))
  expect(told).toMatchObject([{ nombre: 'Óptica', empresa: 'Óptica Ñandú; S.A.', cuit: '30712345671', problems: [] }])
  expect(await points.save(id, 'refuse')).toMatchObject({ ok: true })
  const [saved] = await vault.list()
  expect(saved).toMatchObject({ name: 'Óptica', company: { name: 'Óptica Ñandú; S.A.', cuit: '30712345671' } })
  expect((await vault.credentialsOf(saved?.id ?? ''))?.apikey).toBe('00123')
})

test('a workbook of 200, with the sheet among others: one write saves all of them', async () => {
  const { rows, points, vault } = start()
  const book = await writeXlsx({
    sheets: [
      { name: 'Notas', rows: [['nada', 'de esto']] },
      {
        name: 'Claves',
        rows: [
          ['Nombre', 'Empresa', 'CUIT', 'API key', 'API token', 'User token'],
          ...Array.from({ length: 200 }, (_, n) => [`Sucursal ${n}`, `Empresa ${n % 20}`, 30_712_345_671, 1_000 + n, token(n), user(n)]),
        ],
      },
    ],
  })
  let changes = 0
  vault.changed.subscribe(() => changes++)
  const told = await rows(written(book, 'xlsx'))
  expect(told.sheet).toBe('Claves')
  expect(problemsOf(told).flat()).toEqual([])
  expect(vault.ids()).toEqual([])
  const saved = await points.save(told.id, 'refuse')
  expect(saved.ok && saved.value).toHaveLength(200)
  expect(vault.ids()).toHaveLength(200)
  expect(changes).toBe(1)
  expect(await vault.credentialsOf(vault.ids()[7] ?? '')).toEqual({ apikey: '1007', apitoken: token(7), usertoken: user(7) })
})

const ofKeys = ({ apikey, apitoken, usertoken }: typeof credentials) => `${apikey};${apitoken};${usertoken}`

describe('what is wrong is told row by row, and nothing of it is saved', () => {
  test('repeated names, in any case, on both rows', async () => {
    const { rows, points, vault } = start()
    const told = await rows(written(['nombre;apikey;apitoken;usertoken', line('Centro', 1), line('Sur', 2), line('CENTRO ', 3)].join('\n')))
    expect(problemsOf(told)).toEqual([[{ kind: 'named-twice', row: 4 }], [], [{ kind: 'named-twice', row: 2 }]])
    await points.save(told.id, 'refuse')
    expect((await vault.list()).map(({ name }) => name)).toEqual(['Sur'])
  })

  test('half of the credentials missing, or rewritten by Excel', async () => {
    const { rows } = start()
    const told = await rows(
      written(
        ['nombre;apikey;apitoken;usertoken', `Uno;;${token(1)};`, `Dos;10002;1,23457E+31;${user(2)}`, `;10003;${token(3)};${user(3)}`, line('Cuatro', 4)].join(
          '\n',
        ),
      ),
    )
    expect(problemsOf(told)).toEqual([
      [
        { kind: 'missing', field: 'apikey' },
        { kind: 'missing', field: 'usertoken' },
      ],
      [{ kind: 'damaged', field: 'apitoken' }],
      [{ kind: 'missing', field: 'nombre' }],
      [],
    ])
    expect(told.rows[0]?.masks).toEqual({ apikey: '', apitoken: `••••${token(1).slice(-4)}`, usertoken: '' })
  })

  test('a CUIT that is none, and one of nobody', async () => {
    const { rows } = start()
    const told = await rows(
      written(
        [
          'nombre;empresa;cuit;apikey;apitoken;usertoken',
          `A;Imprenta;30-71234567-2;1;${token(1)};${user(1)}`,
          `B;;30-71234567-1;2;${token(2)};${user(2)}`,
        ].join('\n'),
      ),
    )
    expect(problemsOf(told)).toEqual([[{ kind: 'wrong-cuit' }], [{ kind: 'missing', field: 'empresa' }]])
  })

  test('columns that are shifted put no key on the screen', async () => {
    const { read } = start()
    const told = await read(written(['nombre;empresa;apikey;apitoken;usertoken', `${token(1)};${user(1)};${token(1)};${token(1)};${user(1)}`].join('\n')))
    expect(told).toMatchObject({ rows: [{ nombre: '••••', empresa: '••••', problems: [{ kind: 'key-in-name' }] }] })
    expect(JSON.stringify(told)).not.toContain(token(1))
  })

  test('a key that another point of sale has is none for a name either', async () => {
    const { vault, rows } = start()
    await vault.save({ name: 'Casa', credentials, weakProtection: 'refuse' })
    const told = await rows(written(['nombre;apikey;apitoken;usertoken', `${credentials.usertoken.slice(0, 64)};1;${token(1)};${user(1)}`].join('\n')))
    expect(told.rows[0]?.problems).toEqual([{ kind: 'key-in-name' }])
  })

  test('one point of sale of TusFacturasAPP under two names, in the file or with one that is there', async () => {
    const { vault, rows, points } = start()
    await vault.save({ name: 'Casa', credentials: { apikey: '10003', apitoken: token(3), usertoken: user(3) }, weakProtection: 'refuse' })
    const told = await rows(written(['nombre;apikey;apitoken;usertoken', line('Uno', 1), line('Dos', 1), line('Tres', 3), line('Cuatro', 4)].join('\n')))
    expect(problemsOf(told)).toEqual([[{ kind: 'keys-twice', row: 3 }], [{ kind: 'keys-twice', row: 2 }], [{ kind: 'keys-taken', name: 'Casa' }], []])
    expect(await points.save(told.id, 'refuse')).toMatchObject({ ok: true })
    expect((await vault.list()).map(({ name }) => name)).toEqual(['Casa', 'Cuatro'])
  })

  test('two that change credentials with each other are no trouble, nor is one that keeps its own', async () => {
    const { vault, rows, points } = start()
    for (const n of [1, 2, 3])
      await vault.save({ name: `P${n}`, credentials: { apikey: String(10_000 + n), apitoken: token(n), usertoken: user(n) }, weakProtection: 'refuse' })
    const told = await rows(written(['nombre;apikey;apitoken;usertoken', line('P1', 2), line('P2', 1), line('P3', 3)].join('\n')))
    expect(problemsOf(told)).toEqual([[], [], []])
    expect(await points.save(told.id, 'refuse')).toMatchObject({ ok: true })
    expect((await vault.credentialsOf(vault.idOf('P1') ?? ''))?.apikey).toBe('10002')
  })

  test('one that takes the credentials of another whose own row is not saved is named, and so is the next in the chain; the rest is saved', async () => {
    const { vault, rows, points } = start()
    for (const n of [1, 2, 3])
      await vault.save({ name: `P${n}`, credentials: { apikey: String(10_000 + n), apitoken: token(n), usertoken: user(n) }, weakProtection: 'refuse' })
    const text = ['nombre;apikey;apitoken;usertoken', line('P1', 2), line('P2', 3), `P3;10009;;${user(9)}`, line('Sur', 4)].join('\n')
    const told = await rows(written(text))
    expect(problemsOf(told)).toEqual([[{ kind: 'keys-taken', name: 'P2' }], [{ kind: 'keys-taken', name: 'P3' }], [{ kind: 'missing', field: 'apitoken' }], []])
    expect(await points.save(told.id, 'refuse')).toMatchObject({ ok: true })
    expect((await vault.list()).map(({ name }) => name)).toEqual(['P1', 'P2', 'P3', 'Sur'])
  })

  test('a key that is in no column of credentials is shown neither as a CUIT nor as a name', async () => {
    const { read } = start()
    const told = await read(
      written(
        [
          'nombre;empresa;cuit;apikey;apitoken;usertoken',
          `${stray};Imprenta;;1;${token(1)};${user(1)}`,
          `Sur;Clave ${stray};;2;${token(2)};${user(2)}`,
          `Oeste;Imprenta;${stray};3;${token(3)};${user(3)}`,
          `SUCURSAL_NORTE_DEPOSITO_2;Imprenta;30-71234567-1;4;${token(4)};${user(4)}`,
        ].join('\n'),
      ),
    )
    expect(told).toMatchObject({
      rows: [
        { nombre: '••••', problems: [{ kind: 'key-in-name' }] },
        { empresa: '••••', problems: [{ kind: 'key-in-name' }] },
        { nombre: 'Oeste', cuit: '••••', problems: [{ kind: 'too-long', field: 'cuit' }, { kind: 'wrong-cuit' }] },
        { nombre: 'SUCURSAL_NORTE_DEPOSITO_2', cuit: '30712345671', problems: [] },
      ],
    })
    expect(JSON.stringify(told)).not.toContain(stray.slice(0, 8))
  })

  test('a name that a point of sale of another company has replaces nothing', async () => {
    const { vault, rows, points } = start()
    await vault.save({ name: 'Casa central', company: { name: 'Óptica Ñandú', cuit: null }, credentials, weakProtection: 'refuse' })
    const heading = 'nombre;empresa;apikey;apitoken;usertoken'
    const told = await rows(written([heading, `casa central;Imprenta;1;${token(1)};${user(1)}`, `Sur;Imprenta;2;${token(2)};${user(2)}`].join('\n')))
    expect(told.rows).toMatchObject([
      { replaces: false, problems: [{ kind: 'name-of-other', company: 'Óptica Ñandú' }] },
      { replaces: false, problems: [] },
    ])
    await points.save(told.id, 'refuse')
    expect(await vault.credentialsOf(vault.idOf('Casa central') ?? '')).toEqual(credentials)
    expect(problemsOf(await rows(written([heading, `casa central;ÓPTICA ÑANDÚ;1;${token(1)};${user(1)}`].join('\n'))))).toEqual([[]])
  })

  const others = `1;${token(1)};${user(1)}`
  test.each([
    {
      what: 'its CUIT under a new name',
      stored: 'Óptica',
      row: `Casa;Óptica del Sur;30-71234567-1;${others}`,
      company: { name: 'Óptica del Sur', cuit: '30712345671' },
    },
    { what: 'its keys, whose it is now', stored: 'Óptica', row: `Casa;Lentes;;${ofKeys(credentials)}`, company: { name: 'Lentes', cuit: null } },
    { what: 'no company', stored: 'Óptica', row: `Casa;;;${others}`, company: { name: 'Óptica', cuit: '30712345671' } },
    {
      what: 'a company and the same keys where it had none',
      stored: null,
      row: `Casa;Lentes;;${ofKeys(credentials)}`,
      company: { name: 'Lentes', cuit: null },
    },
    { what: 'other keys where neither says a company', stored: null, row: `Casa;;;${others}`, company: null },
    { what: null, stored: 'Óptica', row: `Casa;Lentes;20-12345678-6;${others}`, company: { name: 'Óptica', cuit: '30712345671' } },
    { what: null, stored: null, row: `Casa;Lentes;;${others}`, company: null },
  ])('a name that is there already, of $stored: replaced with $what ($row)', async ({ what, stored, row, company }) => {
    const { vault, rows, points } = start()
    await vault.save({ name: 'Casa', company: stored === null ? null : { name: stored, cuit: '30712345671' }, credentials, weakProtection: 'refuse' })
    const told = await rows(written(['nombre;empresa;cuit;apikey;apitoken;usertoken', row].join('\n')))
    expect(told.rows).toMatchObject([{ replaces: what !== null, problems: what === null ? [{ kind: 'name-of-other', company: stored }] : [] }])
    await points.save(told.id, 'refuse')
    const kept = await vault.credentialsOf(vault.idOf('Casa') ?? '')
    expect((await vault.list()).map((one) => [one.name, one.company])).toEqual([['Casa', company]])
    expect(kept?.apikey).toBe(what === null || row.includes(credentials.apikey) ? credentials.apikey : '1')
  })
})

test('wrong columns: which are missing, and what the others are called', async () => {
  const { read, points, vault } = start()
  expect(await read(written(['Sucursal;Clave API;Contraseña', `Centro;10001;${token(1)}`].join('\n')))).toMatchObject({
    kind: 'columns',
    missing: ['apitoken', 'usertoken'],
    headings: ['Sucursal', 'Clave API', 'Contraseña'],
  })
  expect(await points.save(1, 'refuse')).toMatchObject({ ok: false, error: { code: 'import-forgotten' } })
  expect(vault.ids()).toEqual([])
})

test('a file without a heading shows none of its keys', async () => {
  const { read } = start()
  const told = await read(written([line('Centro', 1), line('Sur', 2)].join('\n')))
  expect(told).toMatchObject({ kind: 'columns', missing: ['nombre', 'apikey', 'apitoken', 'usertoken'] })
  for (const secret of [token(1), user(1), '10001']) expect(JSON.stringify(told)).not.toContain(secret)
})

test.each([
  ['nothing', ''],
  ['a heading alone', 'nombre;apikey;apitoken;usertoken\n'],
])('a file with %s is refused', async (_what, text) => {
  const { points } = start()
  expect(await points.read(written(text))).toMatchObject({ ok: false, error: { code: 'file-not-read', params: { problem: 'empty' } } })
})

test('a file that is gone is refused', async () => {
  const { points } = start()
  expect(await points.read(join(folder, 'no-esta.xlsx'))).toMatchObject({ ok: false, error: { params: { problem: 'missing' } } })
})

test('no key crosses to the page, and the log masks those that were read', async () => {
  const { read, secrets } = start()
  const told = await read(written(['nombre;apikey;apitoken;usertoken', line('Centro', 1)].join('\n')))
  for (const secret of [token(1), user(1)]) {
    expect(JSON.stringify(told)).not.toContain(secret)
    expect(secrets.values().has(secret)).toBe(true)
  }
})

test('one that is there already is replaced by its name, after saying so; its company stays where the file has none', async () => {
  const { vault, rows, points } = start()
  const before = await vault.save({ name: 'Centro', company: { name: 'Imprenta', cuit: null }, credentials, weakProtection: 'refuse' })
  const told = await rows(written(['nombre;apikey;apitoken;usertoken', line('centro', 1), line('Sur', 2)].join('\n')))
  expect(told.rows.map(({ replaces }) => replaces)).toEqual([true, false])
  await points.save(told.id, 'refuse')
  expect(await vault.list()).toMatchObject([
    { id: before.ok ? before.value.id : '', name: 'centro', company: { name: 'Imprenta' } },
    { name: 'Sur', company: null },
  ])
})

test('all or none: where the disk refuses, nothing is saved and it can be tried again', async () => {
  const { vault, file, rows, points } = start()
  const told = await rows(written(['nombre;apikey;apitoken;usertoken', line('Centro', 1), line('Sur', 2)].join('\n')))
  file.full = true
  expect(await points.save(told.id, 'refuse')).toMatchObject({ ok: false })
  expect(vault.ids()).toEqual([])
  file.full = false
  expect(await points.save(told.id, 'refuse')).toMatchObject({ ok: true })
  expect(vault.ids()).toHaveLength(2)
})

test('a weak keychain asks first, and then saves', async () => {
  const { vault, keychain, rows, points } = start()
  keychain.prefix = 'v10'
  const told = await rows(written(['nombre;apikey;apitoken;usertoken', line('Centro', 1)].join('\n')))
  expect(await points.save(told.id, 'refuse')).toMatchObject({ ok: false, error: { code: 'vault-weak' } })
  expect(vault.ids()).toEqual([])
  expect(await points.save(told.id, 'session')).toMatchObject({ ok: true })
  expect(await vault.list()).toMatchObject([{ protection: 'session' }])
})

test('one that was deleted while the person was looking is saved as a new one', async () => {
  const { vault, rows, points } = start()
  await vault.save({ name: 'Centro', credentials, weakProtection: 'refuse' })
  const told = await rows(written(['nombre;apikey;apitoken;usertoken', line('Centro', 1)].join('\n')))
  await vault.delete(vault.idOf('Centro') ?? '')
  expect(await points.save(told.id, 'refuse')).toMatchObject({ ok: true })
  expect(vault.ids()).toHaveLength(1)
})

test('what was forgotten is saved by nobody', async () => {
  const { vault, rows, points } = start()
  const told = await rows(written(['nombre;apikey;apitoken;usertoken', line('Centro', 1)].join('\n')))
  points.forget()
  expect(await points.save(told.id, 'refuse')).toMatchObject({ ok: false, error: { code: 'import-forgotten' } })
  expect(vault.ids()).toEqual([])
})

test('what a file does not say stays as it is: the company where its cell is empty, the CUIT where there is no column for it', async () => {
  const { vault, rows, points } = start()
  const company = { name: 'Imprenta', cuit: '30712345671' }
  for (const n of [1, 2]) await vault.save({ name: `P${n}`, company, credentials: { ...credentials, apikey: String(n) }, weakProtection: 'refuse' })
  const told = await rows(
    written(['nombre;empresa;apikey;apitoken;usertoken', `P1;IMPRENTA;1;${token(1)};${user(1)}`, `P2;;2;${token(2)};${user(2)}`].join('\n')),
  )
  expect(await points.save(told.id, 'refuse')).toMatchObject({ ok: true })
  expect(await vault.list()).toMatchObject([{ company: { name: 'IMPRENTA', cuit: '30712345671' } }, { company }])
})

test('one that appeared under the name of a row while the person was looking is not overwritten', async () => {
  const { vault, rows, points } = start()
  const told = await rows(written(['nombre;apikey;apitoken;usertoken', line('Centro', 1)].join('\n')))
  await vault.save({ name: 'Centro', credentials, weakProtection: 'refuse' })
  expect(await points.save(told.id, 'refuse')).toMatchObject({ ok: false, error: { code: 'name-taken' } })
  expect(await vault.credentialsOf(vault.idOf('Centro') ?? '')).toEqual(credentials)
})

test('a reading that ends after it was forgotten keeps nothing', async () => {
  const { vault, points } = start()
  const reading = points.read(written(['nombre;apikey;apitoken;usertoken', line('Centro', 1)].join('\n')))
  points.forget()
  const told = await reading
  const id = told.ok && told.value.kind === 'rows' ? told.value.id : 0
  expect(id).toBeGreaterThan(0)
  expect(await points.save(id, 'refuse')).toMatchObject({ ok: false, error: { code: 'import-forgotten' } })
  expect(vault.ids()).toEqual([])
})

test('rows have the numbers that the spreadsheet gives them, whatever is empty or hidden between them', async () => {
  const { rows } = start()
  const numbersOf = async (path: string) => (await rows(path)).rows.map(({ row }) => row)
  const heading = ['nombre', 'apikey', 'apitoken', 'usertoken']
  const text = ['Mis puntos', '', heading.join(';'), '', line('"Cen', 1).replace(';', '\ntro";'), ';;;', line('Sur', 2)].join('\r\n')
  expect(await numbersOf(written(text))).toEqual([5, 7])
  expect(await numbersOf(written(`sep=;\r\n${text}`))).toEqual([5, 7])
  const book = await writeXlsx({
    sheets: [
      {
        name: 'Claves',
        rows: [[], heading, ['Escondida', '1', token(1), user(1)], [], ['Sur', '2', token(2), user(2)]],
        rowDefs: new Map([[2, { hidden: true }]]),
      },
    ],
  })
  expect(await numbersOf(written(book, 'xlsx'))).toEqual([5])
})

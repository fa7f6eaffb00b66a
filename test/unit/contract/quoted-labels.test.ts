/** A text that tells what to press names it as it is written there. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { allEntries } from '../../../electron/core/guidance/catalogue.ts'
import { everyLabel } from '../../spanish/labels.ts'
import { everythingSaid, quotedName } from '../../spanish/texts.ts'

/** What a person is told to do with what follows, in quotation marks; commands of the command line begin with a small letter. */
const told =
  /(?<!\p{L})(?:toc(?:á|ar|ando)|toques|apret(?:á|ar)|us(?:á|ar)|eleg(?:í|ir)|elijas|eligiendo|con|o|después|decidí:|pegalo en|En Ajustes,) «(\p{Lu}[^»]*)»/giu

let labels: Set<string>
beforeAll(async () => {
  labels = await everyLabel()
})

const namedIn = (text: string) => [...text.matchAll(told)].map(([, name = '']) => name).filter((name) => /^\p{Lu}./u.test(name) && !name.includes(quotedName))

test('what can be pressed is found by this test', () => {
  expect(labels.size).toBeGreaterThan(150)
  expect([...labels]).toEqual(expect.arrayContaining(['Reanudar envíos', 'Archivados', 'Salir', 'Probar', 'Dar por enviado', 'Reenviar']))
  expect(namedIn('Después tocá «Reintentar» o usá «configurar».')).toEqual(['Reintentar'])
})

test('what a text tells to press is there by that very name', async () => {
  const catalogue = allEntries().flatMap(({ id, explanation, nextStep }) => [explanation, nextStep].map((text) => ({ from: id, text })))
  const manual = readFileSync(join(import.meta.dirname, '..', '..', '..', 'docs', 'manual.md'), 'utf8')
  const missing = [...(await everythingSaid()), ...catalogue, ...manual.split('\n').map((text) => ({ from: 'manual.md', text }))].flatMap(({ from, text }) =>
    namedIn(text).flatMap((name) => (labels.has(name) ? [] : [`${from}: «${name}» in: ${text}`])),
  )
  expect(missing).toEqual([])
})

test('«Reintentar» reads again and is free; what sends again says that it does', async () => {
  const pays = /^(?:outcomes|batch|ajustes|banners|failures)\.ts/u
  expect((await everythingSaid()).filter(({ from, text }) => pays.test(from) && text.includes('Reintentar'))).toEqual([])
})

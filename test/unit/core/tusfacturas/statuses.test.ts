import { expect, test } from 'vitest'
import { readStatus } from '../../../../electron/core/tusfacturas/statuses.ts'

test.each([
  ['EMITIDO', 'issued'],
  [' Emitido. ', 'issued'],
  ['EMITIDA CON OBSERVACIONES', 'issued'],
  ['APROBADO Y EN COLA. SE EMITE EL 24/11/2026', 'scheduled'],
  ['Aprobado  y en cola', 'scheduled'],
  ['PROGRAMADO PARA EL 24/11/2026', 'scheduled'],
  ['EN COLA, ESPERANDO APROBACION', 'queued'],
  ['EN COLA, ESPERANDO APROBACIÓN', 'queued'],
  ['en cola', 'queued'],
  ['ENVIADO A PROCESAR - CON ERROR', 'error'],
  ['Enviado a procesar - con error', 'error'],
  ['ERRORES', 'error'],
  ['NO EMITIDO - ERROR', 'error'],
  ['EMITIDO CON ERROR', 'unknown'],
  ['EN COLA SIN ERRORES', 'unknown'],
  ['NO EMITIDO', 'unknown'],
  ['ENVIADO A PROCESAR', 'unknown'],
  ['ANULADO', 'unknown'],
  ['', 'unknown'],
])('%o is %s', (text, status) => {
  expect(readStatus(text)).toBe(status)
})

import { goOn, secret, type OutcomeText } from './kinds.ts'

/** Readable refusals whose meaning does not depend on their words; the cost is added. `other` is explained by its texts. */
export const refusals = {
  'not-found': {
    kind: 'no-encontrado',
    resendHelps: 'no',
    title: 'No hay un comprobante en cola con esa referencia',
    explanation: 'TusFacturasAPP no lo encontró en este punto de venta. Puede que ya se haya emitido o eliminado, o que sea de otro.',
    nextStep: 'Revisá la referencia y el punto de venta, y fijate si ya está emitido.',
  },
  quota: {
    kind: 'cupo',
    resendHelps: 'despues-de-corregir',
    title: 'Se agotaron las solicitudes de tu abono',
    explanation: 'TusFacturasAPP no atiende más reenvíos hasta que se renueve o se amplíe el abono.',
    nextStep: `Ampliá el abono en TusFacturasAPP o esperá la renovación. ${goOn}`,
  },
  credentials: {
    ...secret,
    title: 'TusFacturasAPP rechazó las credenciales',
    explanation: 'La API key, el API token o el user token no son los de este punto de venta.',
    nextStep: 'Volvé a copiarlos de TusFacturasAPP en Ajustes y tocá «Probar».',
  },
  maintenance: {
    kind: 'mantenimiento',
    resendHelps: 'si',
    title: 'TusFacturasAPP está en mantenimiento',
    explanation: 'Por un rato no atiende envíos. No es un problema de tu comprobante.',
    nextStep: 'Esperá a que termine; lo que está en Reencola sale solo después.',
  },
} satisfies Record<string, OutcomeText>

/** @returns a sentence such as `Está previsto hasta el 26/07 a las 05:25.` */
export const maintenanceUntil = (when: string): string => `Está previsto hasta el ${when}.`

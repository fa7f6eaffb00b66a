/** What is said of orders that no person placed. */
import { oldestByRule } from '../model/rules.ts'
import { number, requests } from './counting.ts'

export const rulesTexts = {
  label: 'Reenvío automático',
  help: 'Reencola reenvía sola lo que suele arreglarse reenviando: gasta solicitudes de tu abono sin preguntarte cada vez. Está apagado hasta que lo prendas.',
  needsWatch: 'Para que funcione, prendé «Vigilar lo que queda con error».',
  does: 'Reenvía cuando se conoce el motivo del error (un aviso de TusFacturasAPP comprobado, la respuesta a un reenvío, o lo que vos anotaste o importaste) y ese motivo suele arreglarse solo. Espera 30 minutos desde que lo vio con error; si vuelve a fallar por un motivo así, prueba una vez más a las 4 horas, y nunca más.',
  never: `Nunca reenvía lo que tiene un dato para corregir, lo que no tiene referencia o la comparte con otro, ni lo que quedó sin saberse si llegó. Tampoco lo que anotaste que no se reenvía o quisiste eliminar, ni lo que tiene fecha de hace más de ${oldestByRule} días, que ARCA puede rechazar. No reenvía con los envíos en pausa, fuera del horario de Vigilancia, ni con TusFacturasAPP en mantenimiento, ni en las 6 horas que siguen a una consulta tuya que dijo que ARCA está caída, salvo que algo se haya emitido después.`,
  onePc: 'En una oficina con varias computadoras prendelo en una sola: el tope y los intentos se cuentan en cada una.',
  perDay: 'Solicitudes por día',
  perDayHelp: (most: number) =>
    `En cada punto de venta, de 1 a ${number(most)}. También cuentan las que no se sabe si se gastaron. Al llegar, espera al día siguiente.`,
  unknownOnce: 'Probar una vez también lo que no tiene motivo conocido',
  unknownOnceHelp: 'Puede gastar una solicitud en vano si el error es de un dato.',
  allow: {
    on: { title: '¿Reenviar sin preguntarte?', yes: 'Prender' },
    more: { title: '¿Gastar más por día sin preguntarte?', yes: 'Subir' },
    unknown: { title: '¿Probar también lo que no tiene motivo conocido?', yes: 'Probar' },
    watch: { title: '¿Vigilar y reenviar sin preguntarte?', yes: 'Prender' },
  },
  confirm: (perDay: number, pointsOfSale: number) =>
    pointsOfSale > 1
      ? `El reenvío automático puede gastar hasta ${requests(perDay * pointsOfSale)} por día: ${number(perDay)} en cada uno de tus ${number(pointsOfSale)} puntos de venta.`
      : `El reenvío automático puede gastar hasta ${requests(perDay)} por día.`,
  confirmUnknown: 'También prueba una vez lo que no tiene motivo conocido, y eso puede gastarse en vano.',
  confirmOff: 'Lo apagás cuando quieras en Ajustes › Vigilancia: lo que todavía no salió se retira sin costo.',
  confirmNo: 'Cancelar',
  silent: (name: string) =>
    `${name} espera: el llavero de la PC no entrega sus credenciales. Desbloquealo si te pide una contraseña; si sigue así, reiniciá Reencola.`,
  double: (name: string, other: string) => `${name} es el mismo punto de venta que ${other}: el reenvío automático actúa solo en ${other}.`,
  usedAt: (name: string, used: number, perDay: number) => `${name}: usadas hoy ${number(used)} de ${number(perDay)}`,
  spentTitle: 'Reenvío automático: llegó al tope de hoy',
  spent: (name: string, perDay: number) =>
    `${name} usó ${perDay === 1 ? 'la solicitud' : `las ${number(perDay)} solicitudes`} de hoy. Lo que sigue con error espera a mañana, o lo reenviás vos desde Con error.`,
}

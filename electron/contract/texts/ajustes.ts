/** How the screen Ajustes is arranged; what its older sections say; each other section has the file of its domain. */
import type { PointOfSale } from '../model/point-of-sale.ts'
import { count, pointsOfSale, resends } from './counting.ts'

export const ajustesIndex = {
  label: 'Secciones de Ajustes',
  search: 'Buscar un ajuste',
  found: (n: number) => count(n, 'ajuste encontrado', 'ajustes encontrados'),
  nothing: 'Ningún ajuste tiene esa palabra.',
  all: 'Todos los ajustes',
  groups: {
    work: 'Tu trabajo',
    program: 'El programa',
    connection: 'Conexión',
    records: 'Datos y registros',
  },
  about: 'Acerca de Reencola',
}

/** Points of sale as rows. */
export const pointOfSaleRows = {
  search: 'Buscar punto de venta',
  shown: pointsOfSale,
  nothing: 'Ningún punto de venta coincide.',
  choose: 'Punto de venta',
  states: {
    reload: 'Faltan las credenciales',
    credenciales: 'Credenciales rechazadas',
    works: 'Funciona',
    system: 'Listo',
    weak: 'Protección débil',
    session: 'Solo por esta sesión',
    'stand-in': 'De prueba',
  },
  rejected: 'TusFacturasAPP las rechazó: cargalas de nuevo y probalas, es gratis. Después tocá «Seguir enviando» en el aviso.',
}

/** Points of sale, theme, automatic resends, connection. */
export const ajustes = {
  title: 'Ajustes',
  pointsOfSale: 'Puntos de venta',
  add: 'Agregar punto de venta',
  addTitle: 'Nuevo punto de venta',
  edit: 'Editar',
  editNamed: (name: string) => `Editar ${name}`,
  testNamed: (name: string) => `Probar ${name}`,
  deleteNamed: (name: string) => `Borrar ${name}`,
  delete: 'Borrar',
  deleteTitle: (name: string) => `¿Borrar ${name}?`,
  deleteText: 'Se borran de esta PC sus credenciales y, si la tenía, la dirección secreta de sus avisos. La actividad queda. En TusFacturasAPP no cambia nada.',
  deleteWaiting: (n: number) =>
    `${count(n, 'reenvío todavía no salió', 'reenvíos todavía no salieron')}: ${n === 1 ? 'queda frenado' : 'quedan frenados'} y lo podés cancelar en Actividad.`,
  deleteUncertain: (n: number) =>
    `De ${resends(n)} no se sabe si ${n === 1 ? 'llegó' : 'llegaron'}: sin las credenciales no se puede consultar, así que ${n === 1 ? 'queda' : 'quedan'} «A decidir».`,
  deleteFollowed: (n: number) =>
    `${count(n, 'reenvío espera', 'reenvíos esperan')} su CAE: Reencola deja de ${n === 1 ? 'seguirlo; miralo' : 'seguirlos; miralos'} en TusFacturasAPP.`,
  reload: 'Volvé a cargar las credenciales',
  reloadHelp: 'Esta PC ya no puede abrir las que estaban guardadas. No se borró nada más.',
  protection: {
    system: 'Protegido por el llavero del sistema',
    weak: 'Guardado con protección débil: otra persona de esta PC podría leerlo',
    session: 'Solo por esta sesión: se olvida al cerrar Reencola',
    'stand-in': 'Guardado en un archivo de prueba, no en el llavero del sistema',
  } satisfies Record<PointOfSale['protection'], string>,
  theme: 'Tema',
  themes: { system: 'Igual que el sistema', light: 'Claro', dark: 'Oscuro' },
  automatic: 'Si un envío se corta',
  automaticText:
    'Cuando un envío se corta o TusFacturasAPP no lo toma, Reencola consulta gratis. Si el comprobante sigue con error, puede reenviarlo una vez más sin preguntarte.',
  automaticOn: 'Reenviar una vez más',
  automaticOnHelp: 'Cada reenvío puede costar hasta 2 solicitudes.',
  automaticOff: 'Preguntarme antes',
  automaticOffHelp: 'Queda «A decidir» y no se gasta nada hasta que elijas.',
  proxy: 'Conexión a Internet',
  proxyText: 'Cambialo solo si sistemas te lo pide.',
  proxyModes: { system: 'La del sistema', manual: 'Un proxy de la oficina', none: 'Directa, sin proxy' },
  proxyUrl: 'Dirección del proxy',
  proxyUrlHelp: 'Por ejemplo http://proxy.oficina:3128',
  proxyUrlBad: 'Escribí una dirección que empiece con http:// o https://, sin usuario ni contraseña.',
  proxyUser: 'Usuario',
  proxyPassword: 'Contraseña',
  proxyKeep: 'Hay una guardada. Dejala vacía para conservarla.',
  saveProxy: 'Guardar proxy',
  proxyForget: 'Olvidar la contraseña guardada',
  version: (version: string) => `Reencola ${version}`,
}

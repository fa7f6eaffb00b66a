/** How the screen Ajustes is arranged; what each section says stands in the file of its domain. */
import { count } from './counting.ts'

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
export const pointRows = {
  search: 'Buscar punto de venta',
  shown: (n: number) => count(n, 'punto de venta', 'puntos de venta'),
  nothing: 'Ningún punto de venta coincide.',
  choose: 'Punto de venta',
  states: {
    reload: 'Faltan las credenciales',
    credenciales: 'Credenciales rechazadas',
    system: 'Listo',
    weak: 'Protección débil',
    session: 'Solo por esta sesión',
    'stand-in': 'De prueba',
  },
  rejected: 'TusFacturasAPP las rechazó: cargalas de nuevo y probalas, es gratis. Después tocá «Seguir enviando» en el aviso.',
}

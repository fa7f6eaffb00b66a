/** Going anywhere from the keyboard, and the keys that there are. */
import type { ShortcutId } from '../model/shortcuts.ts'

export const palette = {
  title: 'Ir a…',
  field: 'Buscar una pantalla, una referencia, un cliente o un punto de venta',
  help: 'Nada de acá envía ni gasta: lleva a donde lo ves.',
  results: 'Resultados',
  nothing: 'Nada coincide con lo que escribiste.',
  searching: 'Buscando…',
  kinds: { screen: 'Pantalla', action: 'Acción', 'point-of-sale': 'Punto de venta', 'in-error': 'Con error', order: 'Actividad' },
  pause: 'Pausar envíos',
  resume: 'Reanudar envíos: ir al botón',
  explain: 'Explicar un error',
  keys: 'Ver las teclas',
  take: (reference: string) => `Llevar «${reference}» a Reenviar`,
  search: (text: string) => `Buscar «${text}» en Actividad`,
}

export const keysHelp = {
  title: 'Teclas',
  text: 'Las letras solas no hacen nada mientras escribís en un campo.',
  everywhere: 'En todas las pantallas',
  inList: 'En Con error',
  does: {
    palette: 'Ir a una pantalla, una referencia, un cliente o un punto de venta',
    search: 'Ir al campo de búsqueda de la pantalla',
    help: 'Ver estas teclas',
    all: 'Elegir todos los que se muestran',
    resend: 'Preguntar por el reenvío de los elegidos',
  } satisfies Record<ShortcutId, string>,
  ctrl: 'Ctrl',
}

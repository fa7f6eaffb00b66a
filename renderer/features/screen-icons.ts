import type { Screen } from '#contract/commands/navigation.ts'
import type { IconName } from '../ui/icon.tsx'

/** The sign of each screen, wherever somebody can go there. */
export const screenIcons: Record<Screen, IconName> = { 'con-error': 'inbox', reenviar: 'send', actividad: 'list', resumen: 'chart', ajustes: 'gear' }

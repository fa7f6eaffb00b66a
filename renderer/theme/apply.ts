import type { Settings } from '#contract/model/settings.ts'

/** `system` leaves the choice to the browser's colour scheme; theme/tokens.css does the rest. */
export function applyTheme(theme: Settings['theme']): void {
  if (theme === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = theme
}

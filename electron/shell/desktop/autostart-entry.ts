/** A desktop entry for the autostart folder (freedesktop.org: Desktop Entry 1.5, Autostart 0.5), as text. */

/** Double quotes, and a backslash before what stays special within them. */
const quote = (argument: string): string => `"${argument.replace(/["`$\\]/gu, '\\$&')}"`

/** Values of type string escape the backslash once more; a lone percent sign is a field code. */
const escape = (value: string): string => value.replaceAll('\\', '\\\\').replaceAll('%', '%%')

/**
 * @param command the program and its arguments
 * @throws when one has a line break or another control character: an entry cannot hold it
 */
export function execLine(command: readonly string[]): string {
  if (command.some((part) => /\p{Cc}/u.test(part))) throw new Error('an autostart entry cannot hold that path')
  return escape(command.map(quote).join(' '))
}

/** @returns the whole file */
export const autostartEntry = (command: readonly string[], name: string, comment: string): string =>
  `${['[Desktop Entry]', 'Type=Application', 'Version=1.5', `Name=${name}`, `Comment=${comment}`, `Exec=${execLine(command)}`, 'Terminal=false', 'X-GNOME-Autostart-enabled=true'].join('\n')}\n`

/**
 * What an entry that is on disk says.
 * @returns `other` when it starts something else than `command`; `blocked` when the desktop's own settings turned it off
 */
export function readEntry(text: string, command: readonly string[]): 'on' | 'blocked' | 'other' {
  const values = new Map(
    text.split(/\r?\n/u).flatMap((line) => {
      const at = line.indexOf('=')
      return at < 0 ? [] : [[line.slice(0, at).trim(), line.slice(at + 1).trim()] as const]
    }),
  )
  if (values.get('Hidden') === 'true' || values.get('X-GNOME-Autostart-enabled') === 'false') return 'blocked'
  return values.get('Exec') === execLine(command) ? 'on' : 'other'
}

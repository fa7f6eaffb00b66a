const longest = 60

/** @returns a text from outside as a terminal may show it: without the control characters that it would obey, and not too long */
export function printable(text: string): string {
  const shown = text.slice(0, longest).replace(/\p{Cc}/gu, '�')
  return shown.length < text.length ? `${shown}…` : shown
}

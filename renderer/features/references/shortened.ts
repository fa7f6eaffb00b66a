/** @returns a text short enough to be named in a sentence */
export const shortened = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text)

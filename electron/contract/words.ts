/** Finding a text by words of it, as people type them: without accents and case. */

/** @returns the text without accents and case: `cordoba` for `Córdoba` */
export const fold = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** @returns the words of a text, folded */
export const wordsOf = (text: string): string[] => fold(text).split(/\s+/u).filter(Boolean)

/** @returns whether a text has all of the words somewhere; no words are in every text */
export function wordsIn(wanted: string): (text: string) => boolean {
  const words = wordsOf(wanted)
  return (text) => {
    const folded = fold(text)
    return words.every((word) => folded.includes(word))
  }
}

/** What a message means by its words, for those that carry no code, or one code for two causes. */
export interface Rule {
  /** Id of the entry. */
  means: string
  /**
   * Pieces that occur in this order. They are plain ASCII in lower case, as fold.ts leaves a text, and none spans a letter that
   * may carry an accent: accents get lost on the way.
   */
  words: [string, ...string[]]
  without?: string[]
  /** One of these occurs as well, before or behind. */
  beside?: readonly string[]
  /** The whole text is so as well, where words alone say too little; tried last. */
  shape?: RegExp
  /** This code covers several causes, and these words tell which: the rule is heard next to the code too. */
  refines?: string
  /** Heard only next to the code that it refines. */
  only?: true
}

/**
 * Writes rules of one meaning.
 * @param phrases each in its own words, `*` for anything in between or an accented letter
 * @returns a rule for each phrase
 */
export const said = (means: string, phrases: string[], more: Omit<Rule, 'means' | 'words'> = {}): Rule[] =>
  phrases.map((phrase) => {
    const [first = '', ...rest] = phrase.split('*')
    return { means, words: [first, ...rest], ...more }
  })

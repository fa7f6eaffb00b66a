/** As many characters as the page may put on the clipboard at once: a lote of the most references there can be. */
export const longestCopied = 1_000_000

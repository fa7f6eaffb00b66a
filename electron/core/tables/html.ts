/** Many programs export a web page and call it .xls. */
import { fromHtml } from 'hucre'
import { TableError } from './file-kind.ts'

export const isHtml = (text: string): boolean => /^\s*(?:<\?xml[^>]*>\s*)?(?:<!doctype html|<html|<table|<head|<meta|<body)/iu.test(text.slice(0, 2_000))

/** @returns the cells of its first table @throws TableError when it has none */
export function htmlRows(text: string): string[][] {
  if (!/<table/iu.test(text)) throw new TableError('not-a-table')
  const { rows } = readable(named(text))
  // The reader stops where a page breaks off; then rows would be missing and nobody would know.
  if (rows.length < (text.match(/<tr[\s>]/giu) ?? []).length) throw new TableError('damaged')
  return rows.map((row) => row.map((value) => (value === null ? '' : String(value))))
}

const marks: Record<string, string> = { acute: '\u0301', tilde: '\u0303', uml: '\u0308' }

/** The names of characters that pages in Spanish use; the reader knows numbers only. */
const named = (text: string): string =>
  text
    .replaceAll('&nbsp;', '\u00A0')
    .replace(/&([A-Za-z])(acute|tilde|uml);/gu, (_, letter: string, mark: string) => (letter + (marks[mark] ?? '')).normalize('NFC'))

function readable(text: string): Pick<ReturnType<typeof fromHtml>, 'rows'> {
  try {
    return fromHtml(text, { typeInference: false, classes: false })
  } catch {
    throw new TableError('damaged')
  }
}

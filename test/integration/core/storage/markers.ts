import { parseLine, type MarkerEntry } from '../../../../electron/core/storage/journal-line.ts'
import { generationsOf } from '../../../../electron/core/storage/journal-reading.ts'
import { linesOf } from '../../../../electron/core/storage/lines.ts'

/** @returns every POST that the journal at `path` knows, oldest first */
export function readMarkers(path: string): MarkerEntry[] {
  return generationsOf(path).flatMap(({ path: file }) => {
    const markers: MarkerEntry[] = []
    for (const { text } of linesOf(file)) {
      const parsed = text && parseLine(text.toString('utf8'))
      if (parsed?.kind === 'entry' && 'request' in parsed.entry) markers.push(parsed.entry)
    }
    return markers
  })
}

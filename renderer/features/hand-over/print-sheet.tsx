import { createPortal } from 'react-dom'
import { handOver as texts } from '#contract/texts/hand-over.ts'
import { amount } from '../../ui/format.ts'
import type { HandOverGroup } from './lines.ts'

interface PrintSheetProps {
  groups: HandOverGroup[]
  /** e.g. `12 comprobantes · 23/11/2026 10:41` */
  about: string
}

const columns = ['client', 'document', 'reference', 'fecha', 'tipo', 'total', 'reason', 'pointOfSale', 'note'] as const

/** What a printer gets instead of the window; nobody sees it on the screen. */
export function PrintSheet({ groups, about }: PrintSheetProps) {
  return createPortal(
    <div className="print-sheet">
      <h1>{texts.title}</h1>
      <p>{about}</p>
      {groups.map(({ correct, lines }) => (
        <section key={correct}>
          <h2>{correct}</h2>
          <table>
            <thead>
              <tr>
                {columns.map((column) => (
                  <th key={column} scope="col" className={`print-${column}`}>
                    {texts.columns[column]}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {lines.map((line, index) => (
                <tr key={`${line.pointOfSale} ${line.reference} ${index}`}>
                  {columns.map((column) => (
                    <td key={column} className={`print-${column}`}>
                      {column === 'total' ? (line.total === null ? '' : amount(line.total)) : line[column]}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ))}
    </div>,
    document.body,
  )
}

import { useState } from 'react'
import type { ImportRow, PointsOfSaleFile } from '#contract/model/points-of-sale-import.ts'
import type { CommandInput } from '#contract/schema.ts'
import { pointsOfSaleImport as texts } from '#contract/texts/points-of-sale-import.ts'
import { common } from '#contract/texts/page.ts'
import { call } from '../../../api.ts'
import { Checkbox } from '../../../ui/checkbox.tsx'
import { Sheet } from '../../../ui/dialog.tsx'
import { FailureMessage } from '../../../ui/message.tsx'
import { WeakProtection } from '../../../features/point-of-sale/weak-protection.tsx'
import { useCommand } from '../../../store/use-command.ts'

interface ImportDialogProps {
  file: PointsOfSaleFile & { kind: 'rows' }
  onClose: () => void
  /** @param ids of what was saved */
  onDone: (ids: string[]) => void
}

/** What a file would save, row by row, before anything is saved. */
export function ImportDialog({ file: { fileName, id, rows, hiddenRows, sheet }, onClose, onDone }: ImportDialogProps) {
  const { run, busy, failure, clear } = useCommand()
  const [onlyWrong, setOnlyWrong] = useState(false)
  // Those that ask for something come first.
  const wrong = rows.filter(({ problems }) => problems.length > 0)
  const right = rows.filter(({ problems }) => problems.length === 0)
  const fine = right.length
  const replaced = right.filter(({ replaces }) => replaces).length

  async function save(weakProtection: CommandInput<'importPointsOfSale'>['weakProtection']) {
    await run(() => call('importPointsOfSale', { id, weakProtection }), onDone)
  }

  if (failure?.code === 'vault-weak') return <WeakProtection onChoose={save} onCancel={clear} />
  return (
    <Sheet
      title={texts.title(fileName)}
      wide
      onClose={onClose}
      confirm={fine > 0 && { label: texts.run(fine), isPending: busy, onPress: () => void save('refuse') }}
      leave={common.cancel}
    >
      <p>{[sheet !== null && texts.sheet(sheet), texts.fine(fine), replaced > 0 && texts.replaced(replaced), texts.nothingYet].filter(Boolean).join(' ')}</p>
      {(wrong.length > 0 || hiddenRows > 0) && (
        <p>
          <strong>{[wrong.length > 0 && texts.wrong(wrong.length), hiddenRows > 0 && texts.hidden(hiddenRows)].filter(Boolean).join(' ')}</strong>
        </p>
      )}
      <FailureMessage failure={failure} />
      {wrong.length > 0 && wrong.length < rows.length && <Checkbox label={texts.onlyWrong} on={onlyWrong} onChange={setOnlyWrong} />}
      {/* The frame keeps its height: in a grid, what scrolls by itself gives way to everything else, down to nothing. */}
      <div>
        <Rows rows={onlyWrong ? wrong : [...wrong, ...right]} />
      </div>
    </Sheet>
  )
}

/** Scrolls by itself, so that the buttons stay in sight. */
function Rows({ rows }: { rows: ImportRow[] }) {
  const companies = rows.some(({ empresa, cuit }) => empresa !== '' || cuit !== '')
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls by itself has to be within reach of the keyboard
    <section className="table-preview import-preview" aria-label={texts.table} tabIndex={0}>
      <table>
        <caption className="hidden">{texts.table}</caption>
        <thead>
          <tr>
            <th scope="col">{texts.columns.row}</th>
            <th scope="col">{texts.columns.nombre}</th>
            {companies && <th scope="col">{texts.columns.empresa}</th>}
            <th scope="col">{texts.columns.keys}</th>
            <th scope="col">{texts.columns.what}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.row} data-wrong={row.problems.length > 0 || undefined}>
              <td>{row.row}</td>
              <td>{row.nombre === '' ? <em>{texts.nameless}</em> : row.nombre}</td>
              {companies && <td>{[row.empresa, row.cuit].filter(Boolean).join(' · ')}</td>}
              <td className="masks">{[row.masks.apikey, row.masks.apitoken, row.masks.usertoken].join(' ')}</td>
              <td>{texts.says(row).join(' ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

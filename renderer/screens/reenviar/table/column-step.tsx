import { useEffect, useId, useRef, useState } from 'react'
import type { TableRead } from '#contract/model/table.ts'
import { common } from '#contract/texts/page.ts'
import { confirmation } from '#contract/texts/reenviar.ts'
import { columnTexts as texts } from '#contract/texts/tables.ts'
import { Radio } from '../../../ui/choice.tsx'
import { Sheet } from '../../../ui/dialog.tsx'
import { Select } from '../../../ui/select.tsx'

const shownRows = 5

/** Which columns of a table are used. */
export interface ColumnChoice {
  /** -1 while none is chosen. */
  column: number
  reasons: number | null
}

interface ColumnStepProps {
  table: TableRead
  choice: ColumnChoice
  onUse: (choice: ColumnChoice) => void
  onBack: () => void
}

/** Asks which column holds the references, and whether one says why each failed. */
export function ColumnStep({ table, choice, onUse, onBack }: ColumnStepProps) {
  const [column, setColumn] = useState(choice.column)
  const [reasons, setReasons] = useState(choice.reasons)
  const id = useId()
  const group = useRef<HTMLDivElement>(null)
  // What there is to do here is to choose.
  useEffect(() => (group.current?.querySelector<HTMLInputElement>('input:checked') ?? group.current?.querySelector('input'))?.focus(), [])
  const others = table.columns.flatMap(({ name }, index) => (index === column ? [] : [{ value: String(index), label: name }]))
  return (
    <Sheet
      title={texts.title}
      wide
      onClose={onBack}
      confirm={{ label: texts.use, isDisabled: column === -1, onPress: () => onUse({ column, reasons: reasons === column ? null : reasons }) }}
      leave={confirmation.back}
    >
      <p>{texts.intro}</p>
      {table.sheet !== null && <p>{texts.sheet(table.sheet)}</p>}
      {/* Before the choice: in a small window what is chosen from has to be in sight. */}
      {/* The frame keeps its height: in a grid, what scrolls by itself gives way to everything else, down to nothing. */}
      <div>
        <Preview table={table} column={column} />
      </div>
      <div role="radiogroup" className="choice" aria-label={texts.group} ref={group}>
        {table.columns.map(({ name, samples }, index) => (
          <div key={name} className="column-choice">
            <Radio name={id} label={name} describedBy={`${id}-${index}`} chosen={index === column} onChoose={() => setColumn(index)} />
            <small id={`${id}-${index}`}>{texts.samples(samples.join(' · '))}</small>
          </div>
        ))}
      </div>
      {others.length > 0 && (
        <>
          <Select
            label={texts.reasons}
            value={reasons === null || reasons === column ? '' : String(reasons)}
            options={[{ value: '', label: texts.noReasons }, ...others]}
            onChange={(chosen) => setReasons(chosen === '' ? null : Number(chosen))}
          />
          <p className="field-help">{texts.reasonsHelp}</p>
        </>
      )}
    </Sheet>
  )
}

/** Scrolls by itself, so that a wide table widens nothing else. */
function Preview({ table, column }: { table: TableRead; column: number }) {
  const left = table.rows.length - shownRows
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls by itself has to be within reach of the keyboard
    <section className="table-preview" aria-label={texts.preview} tabIndex={0}>
      <table>
        <caption>{texts.preview}</caption>
        <thead>
          <tr>
            {table.columns.map(({ name }, index) => (
              <th key={name} scope="col" title={name} data-chosen={index === column ? '' : undefined}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.slice(0, shownRows).map((row, at) => (
            // oxlint-disable-next-line react/no-array-index-key -- rows have no other name and never move
            <tr key={at}>
              {table.columns.map(({ name }, index) => (
                <td key={name} title={row[index]} data-chosen={index === column ? '' : undefined}>
                  {row[index]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {left > 0 && <p>{common.andMore(left)}</p>}
    </section>
  )
}

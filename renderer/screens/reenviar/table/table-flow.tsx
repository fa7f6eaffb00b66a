import { useEffect, useRef, useState } from 'react'
import type { PointOfSale } from '#contract/model/point-of-sale.ts'
import { parseReferences } from '#contract/model/references.ts'
import { fail, type Failure, type Result } from '#contract/result.ts'
import { maxFileBytes, type ColumnReferences, type TableRead } from '#contract/model/table.ts'
import { reenviar as texts } from '#contract/texts/reenviar.ts'
import { noSender, tableProblemOf } from '#contract/texts/tables.ts'
import { call } from '../../../api.ts'
import { addToDraft } from '../../../store/feed.ts'
import { getState, setState } from '../../../store/store.ts'
import { closedPointOfSale } from '../point-of-sale-select.tsx'
import type { Brought, Ended } from './brought.ts'
import { ColumnStep, type ColumnChoice } from './column-step.tsx'
import { ConfirmStep } from './confirm-step.tsx'

interface TableFlowProps {
  brought: Brought
  /** Null while none can send. */
  pointOfSale: PointOfSale | null
  onEnd: (how: Ended) => void
}

/** A table that is being asked about. The point of sale is the one of the moment: a choice made meanwhile does not join it. */
interface OpenTable {
  table: TableRead
  pointOfSale: PointOfSale
}

/** Reads what was brought, asks which column it is unless that is clear, and then what of it is to be sent. */
export function TableFlow({ brought, pointOfSale, onEnd }: TableFlowProps) {
  const [open, setOpen] = useState<OpenTable | null>(null)
  const started = useRef(false)

  function end(how: Ended) {
    // What was pasted is nowhere else yet.
    if (brought.from === 'paste') addToDraft(brought.text)
    onEnd(how)
  }

  useEffect(() => {
    if (started.current) return
    started.current = true
    void read(brought).then((result) => {
      if (!result.ok) return end(refused(result.error))
      if (brought.from === 'file' && result.value.list) return onEnd(addList(result.value, brought.file.name))
      return pointOfSale ? setOpen({ table: result.value, pointOfSale }) : end({ note: { text: noSender(closedPointOfSale()?.name ?? null), tone: 'warn' } })
    })
    // oxlint-disable-next-line react/exhaustive-deps -- it is read once
  }, [])

  return (
    open && (
      <Steps
        open={open}
        brought={brought}
        onBack={() => end({})}
        onDone={(left, said) => onEnd(leave(brought, left, said))}
        onRefused={(failure) => end({ failure })}
      />
    )
  )
}

async function read(brought: Brought): Promise<Result<TableRead>> {
  if (brought.from !== 'file') return call('readTable', { text: brought.text })
  const { file } = brought
  if (file.size > maxFileBytes) return fail('file-not-read', { problem: 'too-big' })
  if (file.size === 0) return fail('file-not-read', { problem: 'empty' })
  const base64 = await base64Of(file)
  return base64 === null ? fail('file-not-read', { problem: 'missing' }) : call('readTable', { base64 })
}

function refused(failure: Failure): Ended {
  const problem = tableProblemOf(failure)
  return problem === undefined ? { failure } : { note: { text: texts.fileRefused(problem), tone: 'bad' } }
}

/** @returns null when it cannot be read: it was moved, or another program holds it */
function base64Of(file: File): Promise<string | null> {
  const reader = new FileReader()
  const { promise, resolve } = Promise.withResolvers<string | null>()
  reader.addEventListener('load', () => resolve(typeof reader.result === 'string' ? reader.result.slice(reader.result.indexOf(',') + 1) : null))
  reader.addEventListener('error', () => resolve(null))
  reader.readAsDataURL(file)
  return promise
}

/** A list that came as a file joins what is typed. */
function addList({ rows }: TableRead, name: string): Ended {
  const list = rows.map(([cell]) => cell).join('\n')
  addToDraft(list)
  return { note: { text: texts.fileAdded(name, parseReferences(list).valid.length), tone: 'info' } }
}

/** What could not be sent stays in the field to be corrected. */
function leave(brought: Brought, left: string[], said: string): Ended {
  if (brought.from === 'draft' && getState().draft === brought.text) setState({ draft: left.join('\n') })
  else if (left.length > 0) addToDraft(left.join('\n'))
  return { note: { text: said, tone: 'good' } }
}

interface StepsProps {
  open: OpenTable
  brought: Brought
  onBack: () => void
  onDone: (left: string[], said: string) => void
  onRefused: (failure: Failure) => void
}

function Steps({ open: { table, pointOfSale }, brought, onBack, onDone, onRefused }: StepsProps) {
  const [choice, setChoice] = useState<ColumnChoice>({ column: table.guess, reasons: table.reasons === table.guess ? null : table.reasons })
  // Of a file with a clear heading nothing has to be asked; what was pasted is asked about once.
  const sure = table.clear !== null && (table.columns.length === 1 || table.remembered || brought.from === 'file')
  const [asking, setAsking] = useState(!sure)
  const [taken, setTaken] = useState<ColumnReferences | null>(null)

  useEffect(() => {
    if (sure) void take(choice)
    // oxlint-disable-next-line react/exhaustive-deps -- later choices are taken when they are made
  }, [])

  async function take({ column, reasons }: ColumnChoice) {
    const result = await call('takeColumn', { rows: table.rows, column, ...(reasons !== null && { reasons }) })
    if (result.ok) setTaken(result.value)
    else onRefused(result.error)
  }

  function use(chosen: ColumnChoice) {
    const column = table.columns[chosen.column]
    setChoice(chosen)
    setTaken(null)
    setAsking(false)
    void take(chosen)
    // What is not remembered is asked again: no reason to stop here.
    if (table.headed && table.columns.length > 1 && column) void call('rememberColumn', { key: table.key, column: column.name })
  }

  if (asking) return <ColumnStep table={table} choice={choice} onUse={use} onBack={onBack} />
  const another = table.columns.length > 1 ? () => setAsking(true) : null
  return taken && <ConfirmStep taken={taken} table={table} pointOfSale={pointOfSale} choice={choice} onAnother={another} onBack={onBack} onDone={onDone} />
}

import { useContext, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { CalendarDate } from '@internationalized/date'
import { Button } from 'react-aria-components/Button'
import { Calendar, CalendarCell, CalendarGrid, CalendarGridBody, CalendarGridHeader, CalendarHeaderCell } from 'react-aria-components/Calendar'
import { DateFieldStateContext, DateInput, DateSegment } from 'react-aria-components/DateField'
import { DatePicker } from 'react-aria-components/DatePicker'
import { Dialog } from 'react-aria-components/Dialog'
import { Group } from 'react-aria-components/Group'
import { Heading } from 'react-aria-components/Heading'
import { I18nProvider } from 'react-aria-components/I18nProvider'
import { Label } from 'react-aria-components/Label'
import { Popover } from 'react-aria-components/Popover'
import { Text } from 'react-aria-components/Text'
import { readFecha } from '#contract/argentina.ts'
import { calendar as texts } from '#contract/texts/page.ts'
import { Icon } from './icon.tsx'

/** @param fecha dd/mm/aaaa @returns null when it is none */
const toCalendar = (fecha: string): CalendarDate | null => {
  const [day, month, year] = fecha.split('/').map(Number)
  return day && month && year ? new CalendarDate(year, month, day) : null
}

const two = (number: number) => String(number).padStart(2, '0')
const toFecha = ({ day, month, year }: { day: number; month: number; year: number }): string => `${two(day)}/${two(month)}/${String(year).padStart(4, '0')}`

interface DatePickerFieldProps {
  label: string
  /** dd/mm/aaaa; empty while what stands in the field is no date. */
  value: string
  onChange: (fecha: string) => void
  problem?: string | null
}

/** A date to type or to pick from a calendar. Its value is what stands on the screen, and never what stood there before. */
export function DatePickerField({ label, value, onChange, problem = null }: DatePickerFieldProps) {
  const [known, setKnown] = useState(value)
  /** What React Aria starts from: it keeps the last date while another one is typed. */
  const [held, setHeld] = useState(value)
  if (value !== known) {
    setKnown(value)
    if (value !== '') setHeld(value)
  }
  // The same object while it is the same date, as another one would undo what is half typed.
  const start = useMemo(() => toCalendar(held), [held])
  const onScreen = useRef<string | null>(null)

  function show(shown: string | null) {
    onScreen.current = shown
    const fecha = shown !== null && readFecha(shown) !== null ? shown : ''
    if (fecha !== value) onChange(fecha)
  }

  function change(next: { day: number; month: number; year: number } | null) {
    const fecha = next ? toFecha(next) : ''
    // React Aria makes the last of a month from its 31st once the field is left: a date that nobody typed.
    const lastOfMonth = onScreen.current === null ? null : toCalendar(onScreen.current)
    const bent = lastOfMonth && fecha === toFecha(lastOfMonth) && fecha !== onScreen.current
    setHeld(bent ? '' : fecha)
  }

  return (
    <I18nProvider locale="es-AR">
      <DatePicker className="field date" value={start} onChange={change} isInvalid={problem !== null} shouldForceLeadingZeros>
        <Label>{label}</Label>
        <Group className="date-group">
          <DateInput className="date-input">
            {(segment) => (
              <>
                {segment.type === 'day' && <OnScreen show={show} />}
                <DateSegment className="date-segment" segment={segment} />
              </>
            )}
          </DateInput>
          <Button className="action quiet" aria-label={texts.open}>
            <Icon name="calendar" />
          </Button>
        </Group>
        {problem !== null && (
          <Text slot="errorMessage" className="field-problem">
            {problem}
          </Text>
        )}
        <Popover className="date-popover">
          <Dialog className="date-dialog">
            <Calendar className="calendar" firstDayOfWeek="mon">
              <header className="calendar-head">
                <Button slot="previous" className="action quiet" aria-label={texts.previous}>
                  <Icon name="previous" />
                </Button>
                <Heading level={4} />
                <Button slot="next" className="action quiet" aria-label={texts.next}>
                  <Icon name="next" />
                </Button>
              </header>
              <CalendarGrid weekdayStyle="short">
                <CalendarGridHeader>{(day) => <CalendarHeaderCell>{day}</CalendarHeaderCell>}</CalendarGridHeader>
                <CalendarGridBody>{(date) => <CalendarCell className="calendar-day" date={date} />}</CalendarGridBody>
              </CalendarGrid>
            </Calendar>
          </Dialog>
        </Popover>
      </DatePicker>
    </I18nProvider>
  )
}

/** Tells what stands in the field, dd/mm/aaaa, or null while a part is missing: React Aria tells of whole dates only. */
function OnScreen({ show }: { show: (shown: string | null) => void }) {
  const segments = useContext(DateFieldStateContext)?.segments ?? []
  const part = (type: string) => segments.find((segment) => segment.type === type && !segment.isPlaceholder)?.value ?? null
  const [day, month, year] = [part('day'), part('month'), part('year')]
  // Before the next key: a value that came back later would undo what was typed meanwhile.
  useLayoutEffect(() => show(day === null || month === null || year === null ? null : toFecha({ day, month, year })))
  return null
}

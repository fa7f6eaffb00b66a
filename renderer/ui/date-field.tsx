import { CalendarDate } from '@internationalized/date'
import { Button } from 'react-aria-components/Button'
import { Calendar, CalendarCell, CalendarGrid, CalendarGridBody, CalendarGridHeader, CalendarHeaderCell } from 'react-aria-components/Calendar'
import { DateInput, DateSegment } from 'react-aria-components/DateField'
import { DatePicker } from 'react-aria-components/DatePicker'
import { Dialog } from 'react-aria-components/Dialog'
import { Group } from 'react-aria-components/Group'
import { Heading } from 'react-aria-components/Heading'
import { Label } from 'react-aria-components/Label'
import { Popover } from 'react-aria-components/Popover'
import { Text } from 'react-aria-components/Text'
import { calendar as texts } from '#contract/texts/page.ts'
import { Icon } from './icon.tsx'

/** @param fecha dd/mm/aaaa @returns null when it is none */
const toCalendar = (fecha: string): CalendarDate | null => {
  const [day, month, year] = fecha.split('/').map(Number)
  return day && month && year ? new CalendarDate(year, month, day) : null
}

const two = (number: number) => String(number).padStart(2, '0')
const toFecha = ({ day, month, year }: { day: number; month: number; year: number }): string => `${two(day)}/${two(month)}/${String(year).padStart(4, '0')}`

interface DateFieldProps {
  label: string
  /** dd/mm/aaaa; empty while incomplete. */
  value: string
  onChange: (fecha: string) => void
  problem?: string | null
}

/** A date to type or to pick from a calendar. */
export function DateField({ label, value, onChange, problem = null }: DateFieldProps) {
  return (
    <DatePicker
      className="field date"
      value={toCalendar(value)}
      onChange={(date) => onChange(date ? toFecha(date) : '')}
      isInvalid={problem !== null}
      shouldForceLeadingZeros
    >
      <Label>{label}</Label>
      <Group className="date-group">
        <DateInput className="date-input">{(segment) => <DateSegment className="date-segment" segment={segment} />}</DateInput>
        <Button className="action quiet date-open" aria-label={`${texts.open}: ${label}`}>
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
  )
}

import type { CalendarDate } from '@internationalized/date'
import { Button } from 'react-aria-components/Button'
import { DateInput, DateSegment } from 'react-aria-components/DateField'
import { DateRangePicker } from 'react-aria-components/DateRangePicker'
import { Dialog } from 'react-aria-components/Dialog'
import { Group } from 'react-aria-components/Group'
import { Heading } from 'react-aria-components/Heading'
import { Label } from 'react-aria-components/Label'
import { Popover } from 'react-aria-components/Popover'
import { CalendarCell, CalendarGrid, CalendarGridBody, CalendarGridHeader, CalendarHeaderCell, RangeCalendar } from 'react-aria-components/RangeCalendar'
import { backlog as texts } from '../../electron/contract/texts/backlog.ts'
import { Icon } from './icon.tsx'

export interface DateRange {
  start: CalendarDate
  end: CalendarDate
}

interface DateRangeFieldProps {
  label: string
  value: DateRange | null
  /** The last day that can be chosen. */
  max: CalendarDate
  onChange: (range: DateRange | null) => void
}

/** Two days, typed or taken from a calendar. */
export function DateRangeField({ label, value, max, onChange }: DateRangeFieldProps) {
  return (
    <DateRangePicker className="field date" value={value} maxValue={max} onChange={onChange} shouldForceLeadingZeros>
      <Label>{label}</Label>
      <Group className="date-group">
        <DateInput slot="start" className="date-input">
          {(segment) => <DateSegment segment={segment} className="date-segment" />}
        </DateInput>
        <span aria-hidden="true">–</span>
        <DateInput slot="end" className="date-input">
          {(segment) => <DateSegment segment={segment} className="date-segment" />}
        </DateInput>
        <Button className="action quiet date-open" aria-label={texts.openCalendar}>
          <Icon name="calendar" />
        </Button>
      </Group>
      <Popover className="date-popover">
        <Dialog className="date-dialog">
          <RangeCalendar className="calendar" firstDayOfWeek="mon">
            <header className="calendar-head">
              <Button slot="previous" className="action quiet" aria-label={texts.calendarBefore}>
                <Icon name="previous" />
              </Button>
              <Heading level={4} />
              <Button slot="next" className="action quiet" aria-label={texts.calendarAfter}>
                <Icon name="next" />
              </Button>
            </header>
            <CalendarGrid weekdayStyle="short">
              <CalendarGridHeader>{(day) => <CalendarHeaderCell>{day}</CalendarHeaderCell>}</CalendarGridHeader>
              <CalendarGridBody>{(date) => <CalendarCell className="calendar-day in-range" date={date} />}</CalendarGridBody>
            </CalendarGrid>
          </RangeCalendar>
        </Dialog>
      </Popover>
    </DateRangePicker>
  )
}

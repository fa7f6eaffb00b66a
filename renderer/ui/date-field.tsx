import { deferred } from './deferred.tsx'

/** A date to type or to pick: the calendar of every zone weighs as much as a screen, and is needed by few. */
export const { Part: DateField } = deferred(async () => (await import('./date-picker.tsx')).DatePickerField)

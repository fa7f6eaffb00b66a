/** Line icons on a 16 by 16 grid. They never carry meaning alone: a word stands next to each. */
const paths = {
  send: 'M8 13V3M4 7l4-4 4 4',
  list: 'M3 4h10M3 8h10M3 12h10',
  chart: 'M3 13.5h10M4.5 11V8M8 11V3M11.5 11V6',
  gear: 'M8 5.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5M8 1.5v2M8 12.5v2M1.5 8h2M12.5 8h2M3.4 3.4l1.4 1.4M11.2 11.2l1.4 1.4M3.4 12.6l1.4-1.4M11.2 4.8l1.4-1.4',
  pause: 'M5.5 3.5v9M10.5 3.5v9',
  clock: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2M8 5v3l2 1.5',
  hold: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2M6.3 5.8v4.4M9.7 5.8v4.4',
  search: 'M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9M10.4 10.4L14 14',
  question: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2M6.3 6.4a1.8 1.8 0 1 1 2.5 1.7c-.5.2-.8.5-.8 1.1M8 11.2v.1',
  queued: 'M2.5 4h7M2.5 8h4M2.5 12h4M9 10.5l2 2 3.5-4.5',
  done: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2M5.3 8.2l1.9 1.9 3.5-4',
  failed: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2M6 6l4 4M10 6l-4 4',
  skip: 'M2.5 4l5 4-5 4zM8 4l5 4-5 4z',
  missing: 'M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9M10.4 10.4L14 14M5.6 5.6l2.8 2.8M8.4 5.6L5.6 8.4',
  decide: 'M8 14V9M8 9L3.5 4.5M8 9l4.5-4.5M3.5 8V4.5H7M9 4.5h3.5V8',
  cancelled: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2M3.8 3.8l8.4 8.4',
  warning: 'M8 2.5L14 13H2zM8 6.5v3M8 11.3v.1',
  info: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2M8 7.5v3.3M8 5.2v.1',
  close: 'M4 4l8 8M12 4l-8 8',
  file: 'M4 2h5l3 3v9H4zM9 2v3h3',
  more: 'M8 3.4v.1M8 8v.1M8 12.5v.1',
  ascending: 'M8 13V3M4.5 6.5L8 3l3.5 3.5',
  descending: 'M8 3v10M4.5 9.5L8 13l3.5-3.5',
  inbox: 'M2.5 9h3.2l1 2h2.6l1-2h3.2M2.5 9v4h11V9L11 3H5z',
  clipboard: 'M5.5 3.5H4V14h8V3.5h-1.5M6 2.3h4v2.4H6z',
  calendar: 'M3 3.5h10v10H3zM3 6.5h10M5.5 2v3M10.5 2v3',
  note: 'M3 2.5h10v8l-3.5 3H3zM5.5 6h5M5.5 8.8h3M13 10.5H9.5v3',
  print: 'M4.5 6V2.5h7V6M4.5 11.5h-2V6h11v5.5h-2M4.5 9.5h7v4h-7z',
  previous: 'M10 3.5L5.5 8l4.5 4.5',
  automatic: 'M3 8a5 5 0 0 1 8.6-3.5L13 6M13 2.8V6H9.8M13 8a5 5 0 0 1-8.6 3.5L3 10M3 13.2V10h3.2',
  copies: 'M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3',
  refresh: 'M13 8a5 5 0 1 1-1.6-3.7L13 6M13 2.5V6H9.5',
  expand: 'M3.5 6L8 10.5L12.5 6',
  collapse: 'M3.5 10.5L8 6l4.5 4.5',
  resume: 'M5 3l8 5-8 5z',
  online: 'M2 6.5a9 9 0 0 1 12 0M4.3 9a5.6 5.6 0 0 1 7.4 0M6.6 11.4a2.2 2.2 0 0 1 2.8 0',
  offline: 'M2 6.5a9 9 0 0 1 12 0M4.3 9a5.6 5.6 0 0 1 7.4 0M3 14L13 2',
  menu: 'M2.5 4h11M2.5 8h11M2.5 12h11',
  next: 'M6 3.5L10.5 8L6 12.5',
} as const

export type IconName = keyof typeof paths

export function Icon({ name }: { name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  )
}

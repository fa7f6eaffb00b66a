/** The steps of Chromium's own zoom menu. */
const steps = [0.5, 0.67, 0.75, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3]

export const smallestZoom = 0.5
export const largestZoom = 3

export type ZoomChange = 'in' | 'out' | 'reset'

/** @returns the zoom after one press; the ends stay */
export function nextZoom(zoom: number, change: ZoomChange): number {
  switch (change) {
    case 'reset':
      return 1
    case 'in':
      return steps.find((step) => step > zoom + 0.001) ?? largestZoom
    case 'out':
      return steps.findLast((step) => step < zoom - 0.001) ?? smallestZoom
  }
}

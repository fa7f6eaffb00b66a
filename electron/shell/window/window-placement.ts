/** Where the window goes, so that nobody has to look for it. Pure; in the screen's device-independent points. */

export interface Rectangle {
  x: number
  y: number
  width: number
  height: number
}

export interface Size {
  width: number
  height: number
}

/** Less than this much of the window's top on a display is not enough to grab it with. */
const grip = { width: 120, height: 32 }

/**
 * Fits a window into one of the displays that are there now.
 * @param wanted where it was; null for a first start: centred, in the usual size
 * @param workAreas of the displays without their bars, the primary one first; at least one
 * @returns a place entirely inside one work area: the one that the window was mostly on, else the primary one
 */
export function placeWindow(wanted: Rectangle | null, workAreas: readonly [Rectangle, ...Rectangle[]], usual: Size): Rectangle {
  const area = wanted ? mostlyOn(wanted, workAreas) : workAreas[0]
  const size = { width: Math.min((wanted ?? usual).width, area.width), height: Math.min((wanted ?? usual).height, area.height) }
  const corner = wanted && overlap(wanted, area) > 0 ? wanted : centred(size, area)
  return {
    ...size,
    x: clamp(corner.x, area.x, area.x + area.width - size.width),
    y: clamp(corner.y, area.y, area.y + area.height - size.height),
  }
}

/**
 * @param bounds of a window that is open while displays come and go
 * @returns true when the person can still see and grab its upper edge
 */
export function withinReach(bounds: Rectangle, workAreas: readonly Rectangle[]): boolean {
  const top = { ...bounds, height: Math.min(grip.height, bounds.height) }
  return workAreas.some((area) => {
    const { width, height } = intersection(top, area)
    return width >= Math.min(grip.width, bounds.width) && height >= top.height
  })
}

const mostlyOn = (window: Rectangle, areas: readonly [Rectangle, ...Rectangle[]]): Rectangle =>
  areas.reduce((best, area) => (overlap(window, area) > overlap(window, best) ? area : best), areas[0])

function intersection(a: Rectangle, b: Rectangle): Size {
  return {
    width: Math.max(0, Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)),
    height: Math.max(0, Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y)),
  }
}

function overlap(a: Rectangle, b: Rectangle): number {
  const { width, height } = intersection(a, b)
  return width * height
}

const centred = (size: Size, area: Rectangle) => ({
  x: area.x + Math.round((area.width - size.width) / 2),
  y: area.y + Math.round((area.height - size.height) / 2),
})

const clamp = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), high)

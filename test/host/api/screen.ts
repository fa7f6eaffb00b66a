import { EventEmitter } from 'node:events'
import { isDeepStrictEqual } from 'node:util'
import type * as Electron from 'electron'
import { requireReady } from './app.ts'
import { HostEvent } from './event.ts'

/** What a test says about a display; the first one is the primary. */
export interface DisplayPlan {
  id: number
  bounds: Electron.Rectangle
  workArea: Electron.Rectangle
  scaleFactor: number
}

type Offered = Pick<Electron.Screen, 'getAllDisplays' | 'getCursorScreenPoint' | 'getDisplayMatching' | 'getDisplayNearestPoint' | 'getPrimaryDisplay'>

const overlap = (a: Electron.Rectangle, b: Electron.Rectangle) =>
  Math.max(0, Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)) * Math.max(0, Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y))

const distance = ({ x, y, width, height }: Electron.Rectangle, point: Electron.Point) =>
  Math.hypot(Math.max(x - point.x, 0, point.x - x - width), Math.max(y - point.y, 0, point.y - y - height))

const centre = ({ x, y, width, height }: Electron.Rectangle): Electron.Point => ({ x: x + width / 2, y: y + height / 2 })

/** The remaining properties of a display are about colours and touch, which the shell does not read. */
const displayOf = (plan: DisplayPlan) =>
  ({
    ...plan,
    size: { width: plan.bounds.width, height: plan.bounds.height },
    workAreaSize: { width: plan.workArea.width, height: plan.workArea.height },
    rotation: 0,
    internal: false,
    label: '',
  }) as unknown as Electron.Display

class HostScreen extends EventEmitter implements Offered {
  #displays: DisplayPlan[] = [
    {
      id: 1,
      bounds: { x: 0, y: 0, width: 1920, height: 1080 },
      workArea: { x: 0, y: 0, width: 1920, height: 1040 },
      scaleFactor: 1,
    },
  ]

  getAllDisplays(): Electron.Display[] {
    requireReady("The 'screen' module can't be used before the app 'ready' event")
    return this.#displays.map(displayOf)
  }

  getPrimaryDisplay(): Electron.Display {
    const [primary] = this.getAllDisplays()
    if (!primary) throw new Error('no display')
    return primary
  }

  getDisplayMatching(rect: Electron.Rectangle): Electron.Display {
    const [best] = this.getAllDisplays().toSorted((a, b) => overlap(b.bounds, rect) - overlap(a.bounds, rect))
    return best && overlap(best.bounds, rect) > 0 ? best : this.getDisplayNearestPoint(centre(rect))
  }

  getDisplayNearestPoint(point: Electron.Point): Electron.Display {
    const [best] = this.getAllDisplays().toSorted((a, b) => distance(a.bounds, point) - distance(b.bounds, point))
    return best ?? this.getPrimaryDisplay()
  }

  getCursorScreenPoint(): Electron.Point {
    return { x: 0, y: 0 }
  }

  /** For the control API: monitors were plugged, unplugged or changed. */
  setDisplays(displays: DisplayPlan[]): void {
    const before = this.#displays
    this.#displays = displays
    for (const plan of before) {
      if (!displays.some(({ id }) => id === plan.id)) this.emit('display-removed', new HostEvent(), displayOf(plan))
    }
    for (const plan of displays) {
      const old = before.find(({ id }) => id === plan.id)
      if (!old) this.emit('display-added', new HostEvent(), displayOf(plan))
      else if (!isDeepStrictEqual(old, plan)) {
        const changed = (['bounds', 'workArea', 'scaleFactor'] as const).filter((k) => !isDeepStrictEqual(old[k], plan[k]))
        this.emit('display-metrics-changed', new HostEvent(), displayOf(plan), changed)
      }
    }
  }

  describe() {
    return this.#displays
  }
}

export const screen = new HostScreen()

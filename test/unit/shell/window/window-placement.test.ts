import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { placeWindow, withinReach, type Rectangle } from '../../../../electron/shell/window/window-placement.ts'
import { nextZoom } from '../../../../electron/shell/window/zoom.ts'

const usual = { width: 1180, height: 760 }
const laptop: Rectangle = { x: 0, y: 0, width: 1366, height: 728 }
const monitor: Rectangle = { x: 1366, y: -200, width: 1920, height: 1040 }

test('a first start is centred, in the usual size or what fits', () => {
  expect(placeWindow(null, [monitor], usual)).toEqual({ x: 1736, y: -60, width: 1180, height: 760 })
  expect(placeWindow(null, [{ x: 0, y: 0, width: 1024, height: 600 }], usual)).toEqual({ x: 0, y: 0, width: 1024, height: 600 })
})

test('it comes back where it was', () => {
  const was = { x: 1500, y: 0, width: 1000, height: 700 }
  expect(placeWindow(was, [laptop, monitor], usual)).toEqual(was)
})

test('undocked, it comes to the display that is left, centred', () => {
  expect(placeWindow({ x: 1500, y: 0, width: 1000, height: 700 }, [laptop], usual)).toEqual({ x: 183, y: 14, width: 1000, height: 700 })
})

test('half out, it moves in; too large, it shrinks', () => {
  expect(placeWindow({ x: 900, y: 600, width: 1000, height: 700 }, [laptop], usual)).toEqual({ x: 366, y: 28, width: 1000, height: 700 })
  expect(placeWindow({ x: -50, y: -50, width: 5000, height: 5000 }, [laptop], usual)).toEqual(laptop)
})

test('a window whose upper edge is out of reach is noticed', () => {
  expect(withinReach({ x: 100, y: 100, width: 800, height: 600 }, [laptop])).toBe(true)
  expect(withinReach({ x: 1300, y: 100, width: 800, height: 600 }, [laptop])).toBe(false)
  expect(withinReach({ x: 100, y: -500, width: 800, height: 600 }, [laptop])).toBe(false)
  expect(withinReach({ x: 1500, y: 0, width: 1000, height: 700 }, [laptop])).toBe(false)
})

const size = fc.integer({ min: 320, max: 8_000 })
const place = fc.integer({ min: -20_000, max: 20_000 })
const rectangles = fc.record({ x: place, y: place, width: size, height: size })

test('wherever it was and whatever displays are left, it is entirely on one of them and never larger', () => {
  fc.assert(
    fc.property(fc.option(rectangles, { nil: null }), rectangles, fc.array(rectangles, { maxLength: 3 }), (wanted, primary, others) => {
      const areas: [Rectangle, ...Rectangle[]] = [primary, ...others]
      const placed = placeWindow(wanted, areas, usual)
      const home = areas.find(
        (area) =>
          placed.x >= area.x && placed.y >= area.y && placed.x + placed.width <= area.x + area.width && placed.y + placed.height <= area.y + area.height,
      )
      expect(home).toBeDefined()
      expect(withinReach(placed, areas)).toBe(true)
      for (const value of Object.values(placed)) expect(Number.isInteger(value)).toBe(true)
      // Once placed, it stays.
      expect(placeWindow(placed, areas, usual)).toEqual(placed)
    }),
    { numRuns: 2_000 },
  )
})

const walk = (from: number, change: 'in' | 'out', presses: number) => Array.from({ length: presses }).reduce<number>((zoom) => nextZoom(zoom, change), from)

test('zoom goes in steps, stops at the ends and comes back', () => {
  expect(nextZoom(1, 'in')).toBe(1.1)
  expect(nextZoom(1.1, 'out')).toBe(1)
  expect(nextZoom(1.0000001, 'out')).toBe(0.9)
  expect(walk(1, 'in', 50)).toBe(3)
  expect(walk(1, 'out', 50)).toBe(0.5)
  expect(nextZoom(3, 'reset')).toBe(1)
})

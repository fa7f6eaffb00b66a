/** What the icons show: a paper plane, and for each state a mark of its own shape, so that no colour has to be told apart. */
import { disc, grown, placed, polygon, roundedSquare, stroke, type Colour, type Layer, type Point, type Shape } from './canvas.ts'

export const trayStates = ['calm', 'working', 'offline', 'needs-you'] as const
export type TrayState = (typeof trayStates)[number]

const nose: Point = [0.97, 0.04]
const fold: Point = [0.42, 0.58]
const plane = polygon([nose, [0.03, 0.4], fold, [0.6, 0.97]])
/** The crease, cut open. */
const crease = stroke(fold, [0.74, 0.27], 0.028)

const warning: Point[] = [
  [0.73, 0.47],
  [0.975, 0.955],
  [0.485, 0.955],
]
const exclamation: Shape = (point) => stroke([0.73, 0.64], [0.73, 0.79], 0.035)(point) || disc([0.73, 0.885], 0.042)(point)
const slash = (width: number) => stroke([0.1, 0.1], [0.9, 0.9], width)

interface Ink {
  plane: Colour
  working: Colour
  offline: Colour
  needsYou: Colour
  /** The sign within the triangle; null leaves it open. */
  sign: Colour | null
}

const inks = {
  /** On a light bar. */
  light: { plane: [0x1b, 0x2b, 0x34], working: [0x0b, 0x63, 0xce], offline: [0x5f, 0x6b, 0x76], needsYou: [0xc2, 0x41, 0x0c], sign: [255, 255, 255] },
  /** On a dark bar. */
  dark: { plane: [255, 255, 255], working: [0x6c, 0xb4, 0xff], offline: [0xb4, 0xbc, 0xc6], needsYou: [0xff, 0xa9, 0x4d], sign: [0x20, 0x12, 0x05] },
  /** macOS paints it: only what is covered counts. */
  template: { plane: [0, 0, 0], working: [0, 0, 0], offline: [0, 0, 0], needsYou: [0, 0, 0], sign: null },
} satisfies Record<string, Ink>
export type Bar = keyof typeof inks

/** The plane alone, for a bar whose colour is known. */
export function trayLayers(state: TrayState, bar: Bar): Layer[] {
  const ink: Ink = inks[bar]
  return [{ shape: plane, paint: state === 'offline' ? ink.offline : ink.plane }, { shape: crease, paint: null }, ...markOf(state, ink)]
}

/** Apart from the plane by a gap all around, so that it reads at 16 pixels. */
function markOf(state: TrayState, ink: Ink): Layer[] {
  switch (state) {
    case 'calm':
      return []
    case 'working':
      return [
        { shape: disc([0.74, 0.74], 0.3), paint: null },
        { shape: disc([0.74, 0.74], 0.22), paint: ink.working },
      ]
    case 'offline':
      return [
        { shape: slash(0.13), paint: null },
        { shape: slash(0.055), paint: ink.offline },
      ]
    case 'needs-you':
      return [
        { shape: grown(warning, 0.09), paint: null },
        { shape: grown(warning, 0.025), paint: ink.needsYou },
        { shape: exclamation, paint: ink.sign },
      ]
  }
}

const grounds: Record<TrayState, Colour> = {
  calm: [0x0f, 0x76, 0x6e],
  working: [0x1d, 0x5f, 0xb8],
  offline: [0x5f, 0x68, 0x74],
  'needs-you': [0xb8, 0x3a, 0x08],
}

const onGround = (shape: Shape) => placed(shape, [0.18, 0.18], 0.62)

/** On a ground of its own with a pale rim, for bars of unknown colour. */
export function trayLayersOnGround(state: TrayState): Layer[] {
  const ground = grounds[state]
  const white: Colour = [255, 255, 255]
  const marks = markOf(state, { plane: white, working: white, offline: white, needsYou: white, sign: ground })
  const square = roundedSquare(0.045, 0.2)
  const within = (shape: Shape): Shape => {
    const smaller = placed(shape, [0.06, 0.06], 0.88)
    return (point) => square(point) && smaller(point)
  }
  return [
    { shape: roundedSquare(0, 0.24), paint: [0xe6, 0xea, 0xec] },
    { shape: square, paint: ground },
    { shape: onGround(plane), paint: white },
    { shape: onGround(crease), paint: ground },
    // What would be cut out shows the ground here.
    ...marks.map(({ shape, paint }) => ({ shape: within(shape), paint: paint ?? ground })),
  ]
}

type Line = readonly [Point, Point]

const line = (ax: number, ay: number, bx: number, by: number): Line => [
  [ax, ay],
  [bx, by],
]

/** What a number is drawn of: the seven strokes of a digit, from corner to corner of a box of one by two. */
const top = line(0, 0, 1, 0)
const upperLeft = line(0, 0, 0, 1)
const upperRight = line(1, 0, 1, 1)
const middle = line(0, 1, 1, 1)
const lowerLeft = line(0, 1, 0, 2)
const lowerRight = line(1, 1, 1, 2)
const bottom = line(0, 2, 1, 2)
const upright = line(0.5, 0, 0.5, 2)
/** From 1 to 9. */
const digits: Line[][] = [
  [upright],
  [top, upperRight, middle, lowerLeft, bottom],
  [top, upperRight, middle, lowerRight, bottom],
  [upperLeft, upperRight, middle, lowerRight],
  [top, upperLeft, middle, lowerRight, bottom],
  [top, upperLeft, middle, lowerLeft, lowerRight, bottom],
  [top, upperRight, lowerRight],
  [top, upperLeft, upperRight, middle, lowerLeft, lowerRight, bottom],
  [top, upperLeft, upperRight, middle, lowerRight, bottom],
]
const plus = [middle, line(0.5, 0.5, 0.5, 1.5)]

/** Lines of the box of one by two, put where it is to be. */
const written = (lines: Line[], [left, upper]: Point, width: number): Shape => {
  const at = ([x, y]: Point): Point => [left + x * width, upper + y * width]
  const shapes = lines.map(([from, to]) => stroke(at(from), at(to), 0.058))
  return (point) => shapes.some((shape) => shape(point))
}

/** What counts for more than the last picture has a number for. */
export const badgeNumbers = [1, 2, 3, 4, 5, 6, 7, 8, 9, 'more'] as const

/** A number on a red ground, to lie over a corner of the program's button. */
export function badgeLayers(count: (typeof badgeNumbers)[number]): Layer[] {
  const nine = digits[8] ?? []
  const shapes =
    count === 'more' ? [written(nine, [0.2, 0.26], 0.24), written(plus, [0.58, 0.26], 0.24)] : [written(digits[count - 1] ?? [], [0.365, 0.23], 0.27)]
  return [{ shape: disc([0.5, 0.5], 0.5), paint: [0xb4, 0x23, 0x18] }, ...shapes.map((shape): Layer => ({ shape, paint: [255, 255, 255] }))]
}

const between = ([red, green, blue]: Colour, to: Colour, part: number): Colour => [
  red + (to[0] - red) * part,
  green + (to[1] - green) * part,
  blue + (to[2] - blue) * part,
]

/** The way back to the queue. */
const trail: Shape = ([x, y]) => {
  const distance = Math.hypot(x - 0.98, y - 0.98)
  const angle = Math.atan2(y - 0.98, x - 0.98)
  return Math.abs(distance - 0.78) < 0.035 && angle < -2.3 && angle > -3.05
}

/**
 * The program's own icon: the plane on a green ground, with the curve of its way back to the queue.
 * @param margin around the ground; macOS wants about a tenth
 * @param size small ones leave the curve out
 */
export function appLayers(margin: number, size: number): Layer[] {
  const side = 1 - 2 * margin
  const [corner, part] = size >= 48 ? [0.18, 0.62] : [0.14, 0.7]
  const inner = (shape: Shape) => placed(shape, [margin + corner * side, margin + corner * side], part * side)
  return [
    { shape: roundedSquare(margin, 0.225 * side), paint: ([, y]) => between([0x16, 0x9a, 0x8a], [0x0a, 0x58, 0x5c], y) },
    ...(size >= 48 ? [{ shape: placed(trail, [margin, margin], side), paint: [0x8f, 0xd8, 0xcd] as const }] : []),
    { shape: inner(plane), paint: ([x, y]) => (x - y > 0.02 ? [255, 255, 255] : [0xdc, 0xf1, 0xee]) },
    { shape: inner(crease), paint: [0x10, 0x79, 0x73] },
  ]
}

/** Draws shapes of the unit square into pixels, at any size. */

export type Point = readonly [x: number, y: number]
/** Red, green, blue, 0 to 255. */
export type Colour = readonly [number, number, number]
/** Tells whether a point of the unit square is inside. */
export type Shape = (point: Point) => boolean

/** What lies on top wins; `null` cuts a hole down to the ground. */
export interface Layer {
  shape: Shape
  paint: Colour | ((point: Point) => Colour) | null
}

/** Rows of red, green, blue, alpha, from the top. */
export interface Picture {
  size: number
  pixels: Buffer
}

/** @param layers from the bottom to the top @param size of a side in pixels */
export function draw(layers: readonly Layer[], size: number): Picture {
  const fromTop = layers.toReversed()
  // The eye sees the steps of an edge where the whole is small.
  const perSide = size < 128 ? 8 : 4
  const pixels = Buffer.alloc(size * size * 4)
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; column++) pixels.set(pixelAt(fromTop, column, row, size, perSide), (row * size + column) * 4)
  return { size, pixels }
}

function pixelAt(fromTop: readonly Layer[], column: number, row: number, size: number, perSide: number): number[] {
  const sums: [number, number, number] = [0, 0, 0]
  let covered = 0
  for (let index = 0; index < perSide ** 2; index++) {
    const x = (column + ((index % perSide) + 0.5) / perSide) / size
    const y = (row + (Math.floor(index / perSide) + 0.5) / perSide) / size
    const paint = fromTop.find(({ shape }) => shape([x, y]))?.paint
    if (!paint) continue
    const colour = typeof paint === 'function' ? paint([x, y]) : paint
    covered++
    for (const channel of [0, 1, 2] as const) sums[channel] += colour[channel]
  }
  if (covered === 0) return [0, 0, 0, 0]
  return [...sums.map((sum) => Math.round(sum / covered)), Math.round((255 * covered) / perSide ** 2)]
}

export const disc =
  ([cx, cy]: Point, radius: number): Shape =>
  ([x, y]) =>
    Math.hypot(x - cx, y - cy) <= radius

/** All points within `width` of the segment. */
export const stroke =
  ([ax, ay]: Point, [bx, by]: Point, width: number): Shape =>
  ([x, y]) => {
    const along = ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / ((bx - ax) ** 2 + (by - ay) ** 2)
    const t = Math.min(Math.max(along, 0), 1)
    return Math.hypot(x - ax - t * (bx - ax), y - ay - t * (by - ay)) <= width
  }

/** Even-odd rule. */
export const polygon =
  (corners: readonly Point[]): Shape =>
  ([x, y]) =>
    corners.reduce((inside, [ax, ay], index) => {
      const [bx, by] = corners[(index + 1) % corners.length] as Point
      return ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax ? !inside : inside
    }, false)

/** A polygon with a margin of `width` around it. */
export function grown(corners: readonly Point[], width: number): Shape {
  const edges = corners.map((corner, index) => stroke(corner, corners[(index + 1) % corners.length] as Point, width))
  const inner = polygon(corners)
  return (point) => inner(point) || edges.some((edge) => edge(point))
}

/** A square with round corners. */
export const roundedSquare =
  (margin: number, radius: number): Shape =>
  ([x, y]) => {
    const beyond = (value: number) => Math.max(0, Math.abs(value - 0.5) - (0.5 - margin - radius))
    return Math.hypot(beyond(x), beyond(y)) <= radius
  }

/** Puts a shape into the square with that corner and side. */
export const placed =
  (shape: Shape, [left, top]: Point, side: number): Shape =>
  ([x, y]) =>
    shape([(x - left) / side, (y - top) / side])

/** A value as structured clone carries it, in a form that JSON keeps: objects by number, so that what is the same stays the same. */
export interface Cloned {
  root: unknown
  nodes: unknown[]
}

export interface Cloner {
  /** @throws what structured clone does not carry: functions, symbols, promises and the like */
  encode: (value: unknown) => Cloned
  /** @throws for what no `encode` gives */
  decode: (cloned: Cloned) => unknown
}

/** Electron's messages cross by the structured clone of v8. Sent to the browser as its own source text: it uses nothing from outside its body. */
export function makeCloner(): Cloner {
  type Slot = { t: string; v: unknown }
  type Bytes = { byteOffset: number; byteLength: number; buffer: ArrayBuffer; length?: number }
  const views: Record<string, new (buffer: ArrayBuffer, offset: number, length: number) => object> = {
    Uint8Array,
    Int8Array,
    Uint8ClampedArray,
    Uint16Array,
    Int16Array,
    Uint32Array,
    Int32Array,
    Float32Array,
    Float64Array,
    BigInt64Array,
    BigUint64Array,
    DataView,
  }
  const errors: Record<string, ErrorConstructor> = { Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError }

  function encode(value: unknown): Cloned {
    const nodes: unknown[] = []
    const known = new Map<object, number>()
    const slot = (one: unknown): unknown => {
      if (one === undefined) return { t: 'undefined', v: 0 }
      if (typeof one === 'bigint') return { t: 'bigint', v: String(one) }
      if (typeof one === 'number' && (!Number.isFinite(one) || Object.is(one, -0))) return { t: 'number', v: Object.is(one, -0) ? '-0' : String(one) }
      if (typeof one !== 'object' || one === null) return one
      const at = known.get(one) ?? nodes.length
      if (!known.has(one)) {
        known.set(one, at)
        nodes.push(null)
        nodes[at] = nodeOf(one)
      }
      return { t: 'node', v: at }
    }
    const entries = (object: object) => Object.entries(object).map(([name, one]) => [name, slot(one)])
    const nodeOf = (one: object): Slot => {
      if (one instanceof Date) return { t: 'Date', v: slot(one.getTime()) }
      if (one instanceof RegExp) return { t: 'RegExp', v: [one.source, one.flags] }
      if (one instanceof Map) return { t: 'Map', v: [...one].map(([name, inner]) => [slot(name), slot(inner)]) }
      if (one instanceof Set) return { t: 'Set', v: [...one].map(slot) }
      if (one instanceof Error) return { t: 'Error', v: [one.name, one.message, one.stack ?? ''] }
      if (one instanceof ArrayBuffer) return { t: 'ArrayBuffer', v: [...new Uint8Array(one)] }
      if (ArrayBuffer.isView(one)) {
        const { buffer, byteOffset, byteLength, length } = one as unknown as Bytes
        return { t: 'view', v: [Object.prototype.toString.call(one).slice(8, -1), slot(buffer), byteOffset, length ?? byteLength] }
      }
      if (Array.isArray(one)) return { t: 'Array', v: [one.length, entries(one)] }
      const boxed: unknown = one.valueOf()
      if (typeof boxed !== 'object') return { t: 'boxed', v: slot(boxed) }
      return { t: 'Object', v: entries(one) }
    }
    return { root: slot(structuredClone(value)), nodes }
  }

  function decode({ root, nodes }: Cloned): unknown {
    const made = new Map<number, unknown>()
    const slot = (one: unknown): unknown => {
      if (typeof one !== 'object' || one === null) return one
      const { t, v } = one as Slot
      if (t === 'undefined') return undefined
      if (t === 'bigint') return BigInt(v as string)
      if (t === 'number') return Number(v)
      if (t !== 'node' || typeof v !== 'number') throw new TypeError('no slot')
      return made.has(v) ? made.get(v) : build(v)
    }
    const keep = <T>(at: number, object: T): T => {
      made.set(at, object)
      return object
    }
    const fill = <T extends object>(object: T, given: [string, unknown][]): T => {
      for (const [name, inner] of given) Object.defineProperty(object, name, { value: slot(inner), enumerable: true, configurable: true, writable: true })
      return object
    }
    const build = (at: number): unknown => {
      const { t, v } = nodes[at] as { t: string; v: never }
      switch (t) {
        case 'Date':
          return keep(at, new Date(slot(v) as number))
        case 'RegExp':
          return keep(at, new RegExp(v[0], v[1]))
        case 'Error':
          return keep(at, Object.defineProperty(new (errors[v[0]] ?? Error)(v[1]), 'stack', { value: v[2], configurable: true, writable: true }))
        case 'ArrayBuffer':
          return keep(at, new Uint8Array(v as number[]).buffer)
        case 'view':
          return keep(at, new (views[v[0]] ?? Uint8Array)(slot(v[1]) as ArrayBuffer, v[2], v[3]))
        case 'boxed':
          return keep(at, new Object(slot(v)))
        case 'Map': {
          const map = keep(at, new Map<unknown, unknown>())
          for (const [name, inner] of v as [unknown, unknown][]) map.set(slot(name), slot(inner))
          return map
        }
        case 'Set': {
          const set = keep(at, new Set<unknown>())
          for (const inner of v as unknown[]) set.add(slot(inner))
          return set
        }
        case 'Array': {
          const [length, given] = v as [number, [string, unknown][]]
          const array = keep<unknown[]>(at, [])
          // Holes stay holes.
          array.length = length
          return fill(array, given)
        }
        case 'Object':
          return fill(keep(at, {}), v)
        default:
          throw new TypeError('no node')
      }
    }
    return slot(root)
  }

  return { encode, decode }
}

const refuse = () => {
  throw new TypeError('Object has been destroyed')
}

/**
 * Makes the methods of a destroyed object throw, as Electron's do.
 * @param prototype whose methods are meant
 * @param survivors names of methods that may still be called
 */
export function destroyedObject(object: object, prototype: object, survivors: readonly string[]): void {
  for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(prototype))) {
    if (name === 'constructor' || typeof value !== 'function' || survivors.includes(name)) continue
    Object.defineProperty(object, name, { value: refuse })
  }
}

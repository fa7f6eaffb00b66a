import type { EventEmitter } from 'node:events'

/** What Electron passes to listeners first: an event whose default can be prevented. */
export class HostEvent {
  defaultPrevented = false

  preventDefault(): void {
    this.defaultPrevented = true
  }
}

/**
 * Emits `name` with a fresh event and the further arguments.
 * @param details properties that the event itself carries
 * @returns true when a listener prevented the default
 */
export function prevented(emitter: EventEmitter, name: string, details: object, ...args: unknown[]): boolean {
  const event = Object.assign(new HostEvent(), details)
  emitter.emit(name, event, ...args)
  return event.defaultPrevented
}

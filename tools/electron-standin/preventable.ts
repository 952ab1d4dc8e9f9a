import type { EventEmitter } from 'node:events'

/** An event whose default the app may prevent. */
export type PreventableEvent = { defaultPrevented: boolean; preventDefault(): void }

export function preventableEvent<T extends object>(details: T): T & PreventableEvent {
  const event = {
    ...details,
    defaultPrevented: false,
    preventDefault() {
      event.defaultPrevented = true
    },
  }
  return event
}

/** Emits an event and says whether a listener prevented its default. */
export function isPrevented(
  emitter: EventEmitter,
  name: string,
  details: object,
  ...args: unknown[]
): boolean {
  const event = preventableEvent(details)
  emitter.emit(name, event, ...args)
  return event.defaultPrevented
}

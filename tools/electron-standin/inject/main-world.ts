import type { Bridge } from './bridge.ts'

/**
 * Runs in the page's own world before any script of the page: waits for the port that the isolated world hands
 * over in an event, and leaves nothing behind on `window`.
 */
export function startMainWorld(
  makeBridge: (port: EventTarget, side: 'page') => Bridge,
  bootEvent: string,
): void {
  if (window !== window.top) return
  window.addEventListener(
    bootEvent,
    event => {
      event.stopImmediatePropagation()
      const port = (event as MouseEvent).relatedTarget
      if (port) makeBridge(port, 'page')
    },
    { once: true, capture: true },
  )
}

import { useSyncExternalStore } from 'react'

type Listener = () => void

const listeners = new Set<Listener>()
let now = Date.now()
let timer: ReturnType<typeof setInterval> | null = null

function tick(): void {
  now = Date.now()
  for (const listener of listeners) listener()
}

/** Runs the timer only while somebody looks: with a listener and a visible document. */
function arrange(): void {
  const wanted = listeners.size > 0 && !document.hidden
  if (wanted && timer === null) {
    timer = setInterval(tick, 1000)
    tick()
  } else if (!wanted && timer !== null) {
    clearInterval(timer)
    timer = null
  }
}

function subscribe(listener: Listener): Listener {
  if (listeners.size === 0) document.addEventListener('visibilitychange', arrange)
  listeners.add(listener)
  arrange()
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0) document.removeEventListener('visibilitychange', arrange)
    arrange()
  }
}

const stand: () => Listener = () => () => undefined

/**
 * Milliseconds since the epoch, renewed once a second by one timer for the whole window. Stands still while the
 * window is hidden, and when `running` is false.
 */
export function useNow(running = true): number {
  return useSyncExternalStore(running ? subscribe : stand, () => now)
}

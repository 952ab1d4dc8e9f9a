import { useEffect, useEffectEvent, useSyncExternalStore } from 'react'
import { stopRepeating } from './open-requests.ts'

interface RepeatOptions {
  readonly draftId: string
  /** Null when the request is not repeated. */
  readonly seconds: number | null
  /** A request is on its way; the pause begins when it has ended. */
  readonly sending: boolean
  /** Whether the request may be repeated at all; when it no longer may, repeating ends. */
  readonly allowed: boolean
  send(): void
}

/** Sends a request again and again while its tab is shown and its window can be seen; tells whether that pauses it. */
export function useRepeat({ draftId, seconds, sending, allowed, send }: RepeatOptions): boolean {
  const visible = useSyncExternalStore(subscribeToVisibility, () => !document.hidden)
  const again = useEffectEvent(send)
  useEffect(() => {
    if (seconds !== null && !allowed) stopRepeating(draftId)
  }, [draftId, seconds, allowed])
  useEffect(() => {
    if (seconds === null || sending || !visible || !allowed) return
    const timer = setTimeout(() => again(), seconds * 1000)
    return () => clearTimeout(timer)
  }, [seconds, sending, visible, allowed])
  return !visible
}

function subscribeToVisibility(listener: () => void): () => void {
  document.addEventListener('visibilitychange', listener)
  return () => document.removeEventListener('visibilitychange', listener)
}

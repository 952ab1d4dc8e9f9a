import { useSyncExternalStore } from 'react'

const narrow = typeof window === 'undefined' ? null : window.matchMedia('(max-width: 980px)')

function subscribe(listener: () => void): () => void {
  narrow?.addEventListener('change', listener)
  return () => narrow?.removeEventListener('change', listener)
}

/** Whether the window is too narrow for the sidebar, which then is a rail. The same 980 px as in the styles. */
export function useNarrowWindow(): boolean {
  return useSyncExternalStore(subscribe, () => narrow?.matches ?? false)
}

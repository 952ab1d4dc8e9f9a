import { useEffect, useEffectEvent } from 'react'

/** Opens the search on Ctrl+F or Command+F, anywhere in the window; a field with a search of its own keeps the key. */
export function useFindKey(enabled: boolean, open: () => void): void {
  const onFind = useEffectEvent(open)
  useEffect(() => {
    if (!enabled) return
    const onKeyDown = (event: KeyboardEvent): void => {
      const isFind = event.key.toLowerCase() === 'f' && (event.ctrlKey || event.metaKey)
      if (!isFind || event.shiftKey || event.altKey || event.defaultPrevented) return
      event.preventDefault()
      onFind()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [enabled])
}

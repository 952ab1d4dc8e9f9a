import { useEffect, useEffectEvent } from 'react'

/**
 * Keys with Ctrl, or Command on a Mac, of the view on screen, by their names in small letters. They hold wherever the
 * focus is, as a button that was just used may have taken it along; not while a dialog is over the view.
 */
export function useModKeys(keys: Readonly<Record<string, () => void>>): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    const held = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey
    // With caps lock on the letter is a capital.
    const action = keys[event.key.toLowerCase()]
    if (!held || action === undefined || document.querySelector('[role="dialog"]') !== null) return
    event.preventDefault()
    action()
  })
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => press(event)
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])
}

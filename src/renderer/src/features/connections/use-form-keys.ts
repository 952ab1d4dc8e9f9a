import { useEffect, useEffectEvent } from 'react'

export interface FormKeys {
  /** Ctrl+S, or Command on a Mac. */
  readonly save: () => void
  /** Ctrl+Enter, or Command on a Mac. */
  readonly test: () => void
}

/**
 * The keys of a form, wherever the focus is: a button that was just used may have taken it along. They hold while
 * the form is on screen and no dialog is over it.
 */
export function useFormKeys(keys: FormKeys): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    const held = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey
    // With caps lock on the letter is a capital.
    const key = event.key.toLowerCase()
    const action = key === 's' ? keys.save : key === 'enter' ? keys.test : undefined
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

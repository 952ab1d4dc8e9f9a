import type { KeyboardEvent } from 'react'

/** Menus that have had the focus: React may hand over one of them again. */
const given = new WeakSet<HTMLElement>()

/**
 * Gives a menu the focus as soon as it is drawn. Mantine's focus trap does it by a timer, and a key pressed before
 * that went to what had the focus: the menu closed, and the next keys worked what lies under it.
 */
export function takeFocus(dropdown: HTMLElement | null): void {
  if (dropdown === null || given.has(dropdown)) return
  given.add(dropdown)
  // Once Mantine has noted where the focus was, which it does while the menu is drawn; no key comes before that.
  queueMicrotask(() => {
    const first = dropdown.querySelector<HTMLElement>('[data-menu-item]:not(:disabled)')
    ;(first ?? dropdown).focus({ preventScroll: true })
  })
}

/** Keeps the focus in a menu, whose entries are no stops of Tab. */
export function holdTab(event: KeyboardEvent): void {
  if (event.key === 'Tab') event.preventDefault()
}

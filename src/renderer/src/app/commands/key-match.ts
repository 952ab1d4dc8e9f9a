import type { Action } from './actions.ts'

export type KeyPress = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>

/** Whether a key press is the shortcut, written as in `Mod+Shift+K`. `Mod` is Command on a Mac, Ctrl elsewhere. */
export function isKeys(press: KeyPress, keys: string, mac: boolean): boolean {
  const parts = keys.split('+')
  const key = parts[parts.length - 1] ?? ''
  const has = (name: string): boolean => parts.includes(name)
  const ctrl = has('Ctrl') || (has('Mod') && !mac)
  const meta = has('Mod') && mac
  // A sign such as ? already needs Shift on most keyboards, so only letters and named keys ask about it.
  const shiftMatters = key.length > 1 || key.toLowerCase() !== key.toUpperCase()
  return (
    press.key.toLowerCase() === key.toLowerCase() &&
    press.ctrlKey === ctrl &&
    press.metaKey === meta &&
    !press.altKey &&
    (!shiftMatters || press.shiftKey === has('Shift'))
  )
}

/** The action whose keys were pressed. */
export function actionFor(press: KeyPress, actions: readonly Action[], mac: boolean): Action | undefined {
  return actions.find(action => action.keys !== null && isKeys(press, action.keys, mac))
}

/** Position of the tab asked for by Ctrl (or Command) and a digit; 9 is the last. Null for other keys. */
export function tabIndexFor(press: KeyPress, count: number, mac: boolean): number | null {
  const held = mac ? press.metaKey && !press.ctrlKey : press.ctrlKey && !press.metaKey
  if (!held || press.altKey || press.shiftKey || !/^[1-9]$/.test(press.key)) return null
  const index = press.key === '9' ? count - 1 : Number(press.key) - 1
  return index >= 0 && index < count ? index : null
}

import { Kbd } from '@mantine/core'

/** Whether keys are named as on a Mac. Asked once: it does not change while the app runs. */
const onMac = typeof navigator !== 'undefined' && /mac/i.test(navigator.platform)

/** The keys of a shortcut such as `Mod+Shift+K` as people of this system write them: `Ctrl Shift K`, `⌘ ⇧ K`. */
export function keysText(keys: string, mac: boolean = onMac): string {
  const names: Readonly<Record<string, string>> = mac
    ? { Mod: '⌘', Shift: '⇧', Alt: '⌥', Ctrl: '⌃' }
    : { Mod: 'Ctrl' }
  return keys
    .split('+')
    .map(key => names[key] ?? key)
    .join(' ')
}

/** A shortcut as a small key. */
export function KeyHint({ keys }: { readonly keys: string }) {
  return <Kbd>{keysText(keys)}</Kbd>
}

import { describe, expect, it } from 'vitest'
import { keysText } from './key-hint.tsx'

describe('a shortcut', () => {
  it('is written with words where there is a Ctrl key', () => {
    expect(keysText('Mod+Shift+K', false)).toBe('Ctrl Shift K')
  })

  it('is written with signs on a Mac', () => {
    expect(keysText('Mod+Shift+K', true)).toBe('⌘ ⇧ K')
  })
})

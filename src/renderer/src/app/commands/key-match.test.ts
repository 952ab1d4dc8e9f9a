import { describe, expect, it } from 'vitest'
import { actions } from './actions.ts'
import { actionFor, isKeys, type KeyPress, tabIndexFor } from './key-match.ts'

const press = (key: string, held: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...held,
})

describe('a shortcut', () => {
  it('with Mod is Ctrl, and Command on a Mac', () => {
    expect(isKeys(press('k', { ctrlKey: true }), 'Mod+K', false)).toBe(true)
    expect(isKeys(press('k', { metaKey: true }), 'Mod+K', true)).toBe(true)
    expect(isKeys(press('k', { ctrlKey: true }), 'Mod+K', true)).toBe(false)
  })

  it('is not taken with another modifier held', () => {
    expect(isKeys(press('K', { ctrlKey: true, shiftKey: true }), 'Mod+K', false)).toBe(false)
    expect(isKeys(press('k', { ctrlKey: true, altKey: true }), 'Mod+K', false)).toBe(false)
  })

  it('that is a sign does not care how the keyboard makes it', () => {
    expect(isKeys(press('?', { shiftKey: true }), '?', false)).toBe(true)
    expect(isKeys(press('?'), '?', false)).toBe(true)
  })

  it('belongs to one action only', () => {
    const keys = actions.map(action => action.keys).filter(key => key !== null)
    expect(new Set(keys).size).toBe(keys.length)
  })

  it('tells the next tab from the one before', () => {
    const forward = actionFor(press('Tab', { ctrlKey: true }), actions, false)
    const back = actionFor(press('Tab', { ctrlKey: true, shiftKey: true }), actions, false)
    expect([forward?.id, back?.id]).toEqual(['next-tab', 'previous-tab'])
  })
})

describe('Ctrl and a digit', () => {
  it('means the tab at that place, 9 the last', () => {
    expect(tabIndexFor(press('2', { ctrlKey: true }), 12, false)).toBe(1)
    expect(tabIndexFor(press('9', { ctrlKey: true }), 12, false)).toBe(11)
  })

  it('means nothing where there is no such tab', () => {
    expect(tabIndexFor(press('3', { ctrlKey: true }), 2, false)).toBeNull()
    expect(tabIndexFor(press('3'), 12, false)).toBeNull()
  })
})

import { expect, it } from 'vitest'
import { shownTheme } from './shown-theme.ts'

it('follows the system only where the setting says so', () => {
  expect([shownTheme('system', true), shownTheme('system', false)]).toEqual(['dark', 'light'])
  expect([shownTheme('light', true), shownTheme('dark', false)]).toEqual(['light', 'dark'])
})

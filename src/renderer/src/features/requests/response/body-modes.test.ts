import { expect, it } from 'vitest'
import type { BodyFacts } from '../../../../../shared/requests.ts'
import { modeFor } from './body-modes.ts'

const body = (kind: BodyFacts['kind']): BodyFacts => ({ kind, bytes: 1, lines: 1, flaws: [] })

it('the view that was chosen stays with the next answer, where it can be shown so', () => {
  expect(modeFor(null, body('json'), '')).toBe('pretty')
  expect(modeFor('raw', body('json'), '')).toBe('raw')
  expect(modeFor('pretty', body('text'), '')).toBe('raw')
  expect(modeFor('pretty', body('binary'), 'image/png')).toBe('preview')
})

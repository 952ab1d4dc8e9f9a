import { beforeEach, describe, expect, it } from 'vitest'
import type { DeskRun } from '../../../shared/desk.ts'
import { useDeskRun } from './desk-run.ts'

const run = (state: DeskRun['state']): DeskRun => ({
  state,
  total: 20,
  done: 5,
  byTone: { works: 0, expiring: 0, broken: 1, unknown: 0 },
  checking: [],
  atOnce: 8,
  perSecond: null,
  leftMs: null,
  problem: null,
})
const { take, known, endWasSeen } = useDeskRun.getState()
const isNews = (): boolean => useDeskRun.getState().endIsNews

describe('The run of the desk', () => {
  beforeEach(() => useDeskRun.setState({ run: null, endIsNews: false }))

  it('is as main told it last; an answer that was asked for before is older', () => {
    known(run('interrupted'))
    expect(useDeskRun.getState().run?.state).toBe('interrupted')
    take(run('running'))
    known(run('interrupted'))
    expect(useDeskRun.getState().run?.state).toBe('running')
  })

  it('makes news of its end until that was seen', () => {
    take(run('running'))
    expect(isNews()).toBe(false)
    take(run('finished'))
    take(run('finished'))
    expect(isNews()).toBe(true)
    endWasSeen()
    take(run('finished'))
    expect(isNews()).toBe(false)
  })

  it('makes no news of a run that had ended before, nor of the old end when another one starts', () => {
    take(run('finished'))
    expect(isNews()).toBe(false)
    take(run('running'))
    take(run('cancelled'))
    expect(isNews()).toBe(true)
    take(run('running'))
    expect(isNews()).toBe(false)
  })
})

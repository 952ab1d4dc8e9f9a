// @vitest-environment jsdom
import { act, renderHook } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { useNow } from './use-now.ts'

function hide(hidden: boolean): void {
  Object.defineProperty(document, 'hidden', { configurable: true, value: hidden })
  document.dispatchEvent(new Event('visibilitychange'))
}

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 })
})

afterEach(() => {
  hide(false)
  vi.useRealTimers()
})

describe('the shared clock', () => {
  it('ticks once a second with one timer, however many look at it', () => {
    const first = renderHook(() => useNow())
    const second = renderHook(() => useNow())
    expect(vi.getTimerCount()).toBe(1)
    act(() => vi.advanceTimersByTime(3000))
    expect([first.result.current, second.result.current]).toEqual([1_003_000, 1_003_000])
    first.unmount()
    second.unmount()
  })

  it('stops while the window is hidden and catches up when it is shown', () => {
    const clock = renderHook(() => useNow())
    act(() => hide(true))
    expect(vi.getTimerCount()).toBe(0)
    act(() => vi.advanceTimersByTime(60_000))
    act(() => hide(false))
    expect(clock.result.current).toBe(1_060_000)
    clock.unmount()
  })

  it('runs no timer when nobody looks', () => {
    renderHook(() => useNow()).unmount()
    renderHook(() => useNow(false))
    expect(vi.getTimerCount()).toBe(0)
  })
})

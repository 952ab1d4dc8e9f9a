import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { clipboardSeconds, createSecretClipboard } from './secret-clipboard.ts'

function fakeClipboard() {
  let text = ''
  return {
    readText: async () => text,
    writeText: async (value: string) => {
      text = value
    },
    clear: async () => {
      text = ''
    },
    text: () => text,
  }
}

describe('a token on the clipboard', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('goes after its time', async () => {
    const clipboard = fakeClipboard()
    await createSecretClipboard(clipboard).copy('token')
    await vi.advanceTimersByTimeAsync(clipboardSeconds * 1000 - 1)
    expect(clipboard.text()).toBe('token')
    await vi.advanceTimersByTimeAsync(1)
    expect(clipboard.text()).toBe('')
  })

  it('leaves alone what was copied in between', async () => {
    const clipboard = fakeClipboard()
    await createSecretClipboard(clipboard).copy('token')
    await clipboard.writeText('a recipe')
    await vi.advanceTimersByTimeAsync(clipboardSeconds * 1000)
    expect(clipboard.text()).toBe('a recipe')
  })

  it('counts anew when it is copied again, and goes at once when the app ends', async () => {
    const clipboard = fakeClipboard()
    const secrets = createSecretClipboard(clipboard)
    await secrets.copy('one')
    await vi.advanceTimersByTimeAsync(20_000)
    await secrets.copy('two')
    await vi.advanceTimersByTimeAsync(20_000)
    expect(clipboard.text()).toBe('two')
    await secrets.clear()
    expect(clipboard.text()).toBe('')
  })
})

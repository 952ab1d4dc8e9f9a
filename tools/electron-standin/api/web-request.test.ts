import { describe, expect, it } from 'vitest'
import { matchesPattern } from './web-request.ts'

describe('a match pattern', () => {
  it.each([
    ['<all_urls>', 'app://bundle/index.html', true],
    ['*://*/*', 'https://example.com/', true],
    ['http://*/*', 'https://example.com/', false],
    ['https://*.example.com/*', 'https://api.example.com/v1', true],
    ['https://*.example.com/*', 'https://example.com/', true],
    ['https://*.example.com/*', 'https://evil.test/.example.com/', false],
    ['app://bundle/*', 'app://bundle/a?b#c', true],
    ['file://*', 'file:///etc/hosts', true],
  ])('%s against %s: %s', (pattern, url, matches) => {
    expect(matchesPattern(pattern, url)).toBe(matches)
  })
})

// @vitest-environment jsdom
import { getNonce } from 'get-nonce'
import { expect, it } from 'vitest'
import { readStyleNonce, shareStyleNonce } from './nonce.ts'

it('reads the nonce of the page by its property, and hands it on', () => {
  document.head.innerHTML = '<meta property="csp-nonce" />'
  const meta = document.querySelector('meta')
  if (meta !== null) meta.nonce = 'of-this-load'
  shareStyleNonce(readStyleNonce())
  expect(getNonce()).toBe('of-this-load')
})

it('is empty on a page without one', () => {
  document.head.innerHTML = ''
  expect(readStyleNonce()).toBe('')
})

import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isAppUrl } from './app-address.ts'
import { contentSecurityPolicy, createAppProtocol, fileOf } from './app-protocol.ts'
import { mayOpenOutside, mayPageRequest } from './lockdown.ts'
import { windowOptions } from './window-options.ts'

function site(): string {
  const folder = mkdtempSync(join(tmpdir(), 'site-'))
  const root = join(folder, 'renderer')
  mkdirSync(root)
  writeFileSync(join(root, 'index.html'), '<meta nonce="%CSP_NONCE%">')
  writeFileSync(join(root, 'notes.txt'), 'x')
  writeFileSync(join(folder, 'secret.js'), 'x')
  return root
}

describe('the app protocol', () => {
  it('serves the page with a policy whose nonce is fresh for each load', async () => {
    const serve = createAppProtocol(site())
    const load = async (): Promise<string> => {
      const response = await serve(new Request('app://explorer/index.html'))
      const nonce = /nonce="([^"]+)"/.exec(await response.text())?.[1] ?? ''
      expect(response.headers.get('content-security-policy')).toBe(contentSecurityPolicy(nonce))
      expect(response.headers.get('x-content-type-options')).toBe('nosniff')
      return nonce
    }
    const [first, second] = [await load(), await load()]
    expect(first.length).toBeGreaterThanOrEqual(24)
    expect(first).not.toBe(second)
  })

  it.each([
    'app://explorer/../secret.js',
    'app://explorer/%2e%2e/secret.js',
    'app://explorer/..%2fsecret.js',
    'app://explorer/..%5csecret.js',
    'app://explorer/%00index.html',
    'app://explorer/%E0%A4%A',
    'app://elsewhere/index.html',
    'app://explorer/notes.txt',
    'app://explorer/',
  ])('has nothing at %s', async address => {
    expect((await createAppProtocol(site())(new Request(address))).status).toBe(404)
  })

  it('never leaves its folder, whatever the path', () => {
    fc.assert(
      fc.property(fc.webPath(), fc.string(), (path, tail) => {
        const address = `app://explorer${path}/${encodeURIComponent(tail)}`
        const file = fileOf('/app/renderer', address)
        if (file !== null) expect(file.startsWith('/app/renderer/')).toBe(true)
      }),
    )
  })
})

describe('what the page may reach', () => {
  it('is its own address and nothing that looks like it', () => {
    expect(isAppUrl('app://explorer/index.html')).toBe(true)
    for (const url of [
      'app://explorer.evil/',
      'app://evil/',
      'https://explorer/',
      'app://x@explorer/',
      'file:///etc',
      '',
    ]) {
      expect(isAppUrl(url), url).toBe(false)
    }
  })

  it('is no host at all', () => {
    for (const url of [
      'https://api.weightron.cloud',
      'http://127.0.0.1:80',
      'ws://x',
      'wss://x',
      'file:///etc/passwd',
      'ftp://x',
    ]) {
      expect(mayPageRequest(url), url).toBe(false)
    }
    expect(mayPageRequest('app://explorer/assets/x.js')).toBe(true)
  })

  it('opens only the documentation outside, over https', () => {
    expect(mayOpenOutside('https://docs.weightron.cloud/docs/Authentication')).toBe(true)
    for (const url of [
      'http://docs.weightron.cloud',
      'https://docs.weightron.cloud.evil',
      'https://a@docs.weightron.cloud',
      'file:///x',
      'javascript:1',
    ]) {
      expect(mayOpenOutside(url), url).toBe(false)
    }
  })
})

describe('the window', () => {
  it('gives the page nothing of Node', () => {
    expect(windowOptions('/preload.cjs', {}, false, true, 'linux').webPreferences).toEqual({
      preload: '/preload.cjs',
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      webSecurity: true,
      spellcheck: false,
      devTools: false,
    })
  })
})

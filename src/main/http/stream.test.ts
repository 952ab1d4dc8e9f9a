import { randomBytes } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import zlib from 'node:zlib'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createHttp, type HttpOptions } from './create-http.ts'
import { serve } from './test-server.ts'
import type { HttpRequest } from './types.ts'

const limit = 1024 * 1024 * 1024

function aClient(options: HttpOptions = {}) {
  const http = createHttp({ environment: {}, ...options })
  onTestFinished(() => http.close())
  return http
}

const get = (url: string, change: Partial<HttpRequest> = {}): HttpRequest => ({
  method: 'GET',
  url,
  headers: {},
  timeLimitMs: 20_000,
  maxBytes: limit,
  redirects: 'same-origin-secrets',
  ...change,
})

function collector(wait = async () => {}) {
  const chunks: Uint8Array[] = []
  return {
    write: async (bytes: Uint8Array) => {
      await wait()
      chunks.push(bytes)
    },
    body: () => Buffer.concat(chunks),
  }
}

describe('a streamed answer', () => {
  const text = Buffer.from('{"data":"ü"}'.repeat(50_000))
  const codings: [string, Buffer][] = [
    ['identity', text],
    ['gzip', zlib.gzipSync(text)],
    ['br', zlib.brotliCompressSync(text, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 3 } })],
    ['deflate', zlib.deflateSync(text)],
    ['deflate', zlib.deflateRawSync(text)],
    ['deflate, gzip', zlib.gzipSync(zlib.deflateSync(text))],
    ['zstd', zlib.zstdCompressSync(text)],
  ]
  it.each(codings)('arrives unpacked (%s), with both sizes', async (coding, packed) => {
    const origin = await serve((_request, response) => {
      response.setHeader('content-encoding', coding)
      response.end(packed)
    })
    const got = collector()
    const answer = await aClient().stream(get(origin), got)
    expect(got.body().equals(text)).toBe(true)
    expect(answer).toMatchObject({ status: 200, wireBytes: packed.length, redirects: [] })
  })

  it('without a body ends too', async () => {
    const origin = await serve((_request, response) => {
      response.statusCode = 204
      response.end()
    })
    const got = collector()
    expect((await aClient().stream(get(origin), got)).status).toBe(204)
    expect(got.body().length).toBe(0)
  })

  it('comes no faster than it is taken', async () => {
    let sent = 0
    const block = randomBytes(1024 * 1024)
    const origin = await serve(async (_request, response) => {
      for (let n = 0; n < 40; n++) {
        if (!response.write(block)) await new Promise(resolve => response.once('drain', resolve))
        sent += block.length
      }
      response.end()
    })
    let open = (): void => {}
    const gate = new Promise<void>(resolve => {
      open = resolve
    })
    const got = collector(() => gate)
    const answer = aClient().stream(get(origin), got)
    let before = -1
    while (before !== sent) {
      before = sent
      await delay(200)
    }
    expect(sent).toBeLessThan(30 * block.length)
    open()
    expect((await answer).wireBytes).toBe(40 * block.length)
    expect(got.body().length).toBe(40 * block.length)
  })

  it('follows redirects, says so, and leaves secrets behind at another origin', async () => {
    let seen: unknown = null
    const elsewhere = await serve((request, response) => {
      seen = request.headers['x-api-key'] ?? null
      response.end('there')
    })
    const origin = await serve((request, response) => {
      response.statusCode = 302
      response.setHeader('location', request.url === '/' ? '/on' : elsewhere)
      response.end('not this')
    })
    const got = collector()
    const answer = await aClient().stream(get(`${origin}/`, { headers: { 'x-api-key': 'k' } }), got)
    expect(got.body().toString()).toBe('there')
    expect(seen).toBeNull()
    expect(answer.redirects).toEqual([
      { status: 302, url: `${origin}/` },
      { status: 302, url: `${origin}/on` },
    ])
  })

  it('larger than the cap fails as such, also when it was small on the wire', async () => {
    const bomb = zlib.gzipSync(Buffer.alloc(20_000_000))
    const origin = await serve((_request, response) => {
      response.setHeader('content-encoding', 'gzip')
      response.end(bomb)
    })
    const sending = aClient().stream(get(origin, { maxBytes: 1_000_000 }), collector())
    await expect(sending).rejects.toMatchObject({ code: 'malformed_response', message: /too large/ })
  })

  it('that is damaged, or breaks off, fails as such', async () => {
    const origin = await serve((request, response) => {
      if (request.url === '/damaged') {
        response.setHeader('content-encoding', 'gzip')
        response.end('this is not gzip')
      } else {
        response.setHeader('content-length', '1000')
        response.write('half')
        setImmediate(() => response.destroy())
      }
    })
    const http = aClient()
    await expect(http.stream(get(`${origin}/damaged`), collector())).rejects.toMatchObject({
      code: 'malformed_response',
      message: /damaged/,
    })
    await expect(http.stream(get(`${origin}/half`), collector())).rejects.toMatchObject({
      code: 'malformed_response',
      message: /broke off/,
    })
  })

  it('that breaks off leaves what came, with its head, before it fails', async () => {
    const text = 'the part that comes '.repeat(20_000)
    const packed = zlib.gzipSync(randomBytes(200_000))
    const origin = await serve((request, response) => {
      const whole = request.url === '/packed' ? packed : Buffer.from(text)
      if (request.url === '/packed') response.setHeader('content-encoding', 'gzip')
      response.setHeader('content-length', 1_000_000)
      response.write(whole.subarray(0, -100), () => setImmediate(() => response.socket?.end()))
    })
    for (const [path, least] of [
      ['/plain', text.length - 100],
      ['/packed', 100_000],
    ] as const) {
      const got = collector()
      const parts: number[] = []
      const receiver = { ...got, brokeOff: ({ status }: { status: number }) => parts.push(status) }
      await expect(aClient().stream(get(`${origin}${path}`), receiver)).rejects.toMatchObject({
        message: /broke off/,
      })
      expect(parts).toEqual([200])
      expect(got.body().length).toBeGreaterThanOrEqual(least)
    }
  })

  it('can be cancelled, and ends at its time limit, while the body comes', async () => {
    const origin = await serve((_request, response) => {
      response.write('first')
    })
    const http = aClient()
    const stop = new AbortController()
    const received = {
      write: async () => stop.abort(),
    }
    await expect(http.stream(get(origin, { signal: stop.signal }), received)).rejects.toMatchObject({
      code: 'cancelled',
    })
    await expect(http.stream(get(origin, { timeLimitMs: 200 }), collector())).rejects.toMatchObject({
      code: 'timeout',
    })
  })

  it('ends with the error of the one who takes it', async () => {
    const origin = await serve((_request, response) => {
      response.end('some text')
    })
    const full = {
      write: async () => {
        throw new Error('disk full')
      },
    }
    await expect(aClient().stream(get(origin), full)).rejects.toThrow()
  })
})

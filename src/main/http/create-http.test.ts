import { createServer } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import { createServer as createSocketServer } from 'node:net'
import zlib from 'node:zlib'
import { afterAll, describe, expect, it, vi } from 'vitest'
import type { ExplorerError } from '../../shared/errors.ts'
import { createHttp } from './create-http.ts'
import { makeCertificate, type TestCertificate } from './test-certificate.ts'
import { listenForTest, serve, serveBytes } from './test-server.ts'
import type { HttpRequest } from './types.ts'

const changes: number[] = []
const http = createHttp({ userAgent: 'tests/1', environment: {}, onActivity: change => changes.push(change) })
afterAll(() => http.close())

function request(url: string, more: Partial<HttpRequest> = {}): HttpRequest {
  return {
    method: 'GET',
    url,
    headers: {},
    timeLimitMs: 5000,
    maxBytes: 1_000_000,
    redirects: 'same-origin-secrets',
    ...more,
  }
}

async function failure(work: Promise<unknown>): Promise<ExplorerError> {
  return work.then(
    () => expect.fail('it succeeded'),
    error => error,
  )
}

const textOf = (body: Uint8Array) => new TextDecoder().decode(body)

describe('an exchange', () => {
  it('sends method, headers and body, and gives the answer with its headers in order', async () => {
    const origin = await serve((incoming, response) => {
      incoming.setEncoding('utf8')
      let body = ''
      incoming.on('data', chunk => {
        body += chunk
      })
      incoming.on('end', () => {
        response.writeHead(
          404,
          'Nothing Here',
          [
            ['X-Second', 'b'],
            ['X-First', 'a'],
            ['X-Second', 'c'],
          ].flat(),
        )
        response.end(
          `${incoming.method} ${incoming.headers['user-agent']} ${incoming.headers['x-own']} ${body}`,
        )
      })
    })
    const answer = await http(
      request(`${origin}/path?a=b`, { method: 'SEARCH', headers: { 'x-own': '1' }, body: '{}' }),
    )
    expect(textOf(answer.body)).toBe('SEARCH tests/1 1 {}')
    expect([answer.status, answer.statusText, answer.url]).toEqual([
      404,
      'Nothing Here',
      `${origin}/path?a=b`,
    ])
    expect(answer.headers.slice(0, 3)).toEqual([
      ['x-second', 'b'],
      ['x-first', 'a'],
      ['x-second', 'c'],
    ])
    expect(answer.ms).toBeGreaterThan(0)
  })

  it('keeps every byte of a body, NUL bytes included', async () => {
    const bytes = Buffer.from([0, 255, 0, 10, 13, 0])
    const origin = await serve((_incoming, response) => response.end(bytes))
    expect(Buffer.from((await http(request(origin))).body)).toEqual(bytes)
  })

  it.each([
    ['gzip', zlib.gzipSync],
    ['br', zlib.brotliCompressSync],
    ['deflate', zlib.deflateSync],
    ['deflate', zlib.deflateRawSync],
    ['zstd', zlib.zstdCompressSync],
  ] as const)('unpacks %s', async (coding, pack) => {
    const origin = await serve((incoming, response) => {
      expect(incoming.headers['accept-encoding']).toContain(coding)
      response.setHeader('content-encoding', coding)
      response.end(pack(Buffer.from('packed text')))
    })
    expect(textOf((await http(request(origin))).body)).toBe('packed text')
  })

  it('tells when exchanges begin and end, failed ones included', async () => {
    changes.length = 0
    const origin = await serve((_incoming, response) => response.end())
    await http(request(origin))
    await failure(http(request('http://127.0.0.1:1/')))
    expect(changes).toEqual([1, -1, 1, -1])
  })
})

describe('limits', () => {
  it('gives up an answer that does not come in time', async () => {
    const origin = await serve(() => {})
    const error = await failure(http(request(origin, { timeLimitMs: 60 })))
    expect(error).toMatchObject({ code: 'timeout', retryable: true })
    expect(error.message).toContain(new URL(origin).host)
  })

  it('counts the time limit over the whole exchange, a body that trickles included', async () => {
    const origin = await serve((_incoming, response) => {
      const timer = setInterval(() => response.write('x'), 10)
      response.on('close', () => clearInterval(timer))
    })
    expect((await failure(http(request(origin, { timeLimitMs: 120 })))).code).toBe('timeout')
  })

  it('stops reading an endless body at the cap', async () => {
    const origin = await serve((_incoming, response) => {
      const more = () => {
        while (!response.destroyed && response.write(Buffer.alloc(16_384))) {
          /* until the buffer is full */
        }
      }
      response.on('drain', more)
      more()
    })
    expect((await failure(http(request(origin, { maxBytes: 100_000 })))).code).toBe('malformed_response')
  })

  it('stops unpacking at the cap', async () => {
    const origin = await serve((_incoming, response) => {
      response.setHeader('content-encoding', 'gzip')
      response.end(zlib.gzipSync(Buffer.alloc(50_000_000)))
    })
    const error = await failure(http(request(origin)))
    expect(error).toMatchObject({ code: 'malformed_response', detail: 'more than 1000000 bytes' })
  })

  it('ends at once when the caller cancels', async () => {
    const controller = new AbortController()
    const origin = await serve(() => controller.abort())
    expect((await failure(http(request(origin, { signal: controller.signal })))).code).toBe('cancelled')
    expect((await failure(http(request(origin, { signal: controller.signal })))).code).toBe('cancelled')
  })
})

describe('connections', () => {
  it('are at most sixteen to a host, and a request that waits for one can be cancelled', async () => {
    let sockets = 0
    const held: (() => void)[] = []
    const server = createServer((incoming, response) => {
      if (incoming.url === '/late') response.end('late')
      else held.push(() => response.end('held'))
    })
    server.on('connection', () => sockets++)
    const origin = `http://127.0.0.1:${await listenForTest(server)}`
    const first = Array.from({ length: 16 }, () => http(request(origin)))
    await vi.waitUntil(() => held.length === 16)

    const controller = new AbortController()
    const cancelled = failure(http(request(`${origin}/never`, { signal: controller.signal })))
    const late = http(request(`${origin}/late`))
    controller.abort()
    expect((await cancelled).code).toBe('cancelled')
    for (const answer of held) answer()
    await Promise.all(first)
    expect(textOf((await late).body)).toBe('late')
    expect([sockets, held.length]).toEqual([16, 16])
  })

  it('are dropped on closing, and what was under way counts as cancelled', async () => {
    const client = createHttp({ environment: {} })
    const arrived = Promise.withResolvers<void>()
    const origin = await serve(() => arrived.resolve())
    const open = failure(client(request(origin)))
    await arrived.promise
    await client.close()
    expect((await open).code).toBe('cancelled')
  })
})

describe('failures below HTTP', () => {
  it('names the host that refuses connections', async () => {
    const error = await failure(http(request('http://127.0.0.1:1/')))
    expect(error).toMatchObject({
      code: 'network_unreachable',
      message: '127.0.0.1:1 refused the connection.',
    })
    expect(error.hint).not.toBe('')
  })

  it('names a host that has no address', async () => {
    const error = await failure(http(request('https://no-such-host.invalid/')))
    expect(error.code).toBe('network_unreachable')
    expect(error.message).toContain('no-such-host.invalid')
  })

  it('tells a connection cut before the answer from an answer that broke off', async () => {
    const cut = await listenForTest(
      createSocketServer(socket => socket.once('data', () => socket.resetAndDestroy())),
    )
    expect((await failure(http(request(`http://127.0.0.1:${cut}`)))).code).toBe('network_unreachable')
    const short = await serveBytes('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{"data":[')
    expect(await failure(http(request(short)))).toMatchObject({ code: 'malformed_response', retryable: true })
    const chunked = await serveBytes('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nff\r\nabc')
    expect((await failure(http(request(chunked)))).code).toBe('malformed_response')
  })

  it('takes a damaged packed body for malformed', async () => {
    const packed = zlib.gzipSync(Buffer.from('some text that is long enough'))
    const origin = await serve((_incoming, response) => {
      response.setHeader('content-encoding', 'gzip')
      response.end(packed.subarray(0, packed.length - 12))
    })
    expect((await failure(http(request(origin)))).code).toBe('malformed_response')
  })

  it('takes what is not HTTP for malformed, and keeps none of its bytes', async () => {
    const origin = await serveBytes('SSH-2.0-canary-secret\r\n')
    const error = await failure(http(request(origin)))
    expect(error.code).toBe('malformed_response')
    expect(error.cause).toBeUndefined()
    expect(JSON.stringify(error.toData())).not.toContain('canary')
  })

  it.each(['http://example.com/', 'ftp://127.0.0.1/', 'not a url'])('refuses to send to %s', async url => {
    expect((await failure(http(request(url)))).code).toBe('invalid_input')
  })

  it('refuses a header that cannot be sent', async () => {
    const error = await failure(http(request('http://127.0.0.1:1/', { headers: { 'x-own': 'a\nb' } })))
    expect(error.code).toBe('invalid_input')
  })
})

describe('TLS', () => {
  const thisMachine = { ip: [127, 0, 0, 1] }

  async function secureServer(pair: TestCertificate): Promise<string> {
    const port = await listenForTest(createHttpsServer(pair, (_incoming, response) => response.end('safe')))
    return `https://127.0.0.1:${port}`
  }

  async function failureTrusting(pair: TestCertificate, trusted: readonly string[]) {
    const origin = await secureServer(pair)
    const client = createHttp({ environment: {}, readCertificates: () => trusted })
    const error = await failure(client(request(origin)))
    await client.close()
    return error
  }

  it('refuses a self-signed certificate with a plain sentence', async () => {
    const error = await failureTrusting(makeCertificate(thisMachine), [])
    expect(error).toMatchObject({ code: 'tls', retryable: false, detail: 'DEPTH_ZERO_SELF_SIGNED_CERT' })
    expect(error.message).toContain('self-signed')
  })

  it('accepts a certificate that the machine trusts', async () => {
    const pair = makeCertificate(thisMachine)
    const origin = await secureServer(pair)
    const client = createHttp({ environment: {}, readCertificates: () => [pair.cert] })
    expect(textOf((await client(request(origin))).body)).toBe('safe')
    await client.close()
  })

  it('refuses a certificate of another name', async () => {
    const pair = makeCertificate({ dns: 'elsewhere.example' })
    expect(await failureTrusting(pair, [pair.cert])).toMatchObject({
      code: 'tls',
      message: 'The certificate does not belong to 127.0.0.1.',
    })
  })

  it('refuses an expired certificate', async () => {
    const pair = makeCertificate(thisMachine, new Date('2020-01-01'), new Date('2020-02-01'))
    expect(await failureTrusting(pair, [pair.cert])).toMatchObject({
      code: 'tls',
      detail: 'CERT_HAS_EXPIRED',
    })
  })

  it('says so where the other side does not speak TLS', async () => {
    const origin = await serve((_incoming, response) => response.end())
    expect((await failure(http(request(origin.replace('http:', 'https:'))))).code).toBe('tls')
  })
})

describe('redirects', () => {
  const secrets = {
    authorization: 'Bearer canary',
    'x-api-key': 'canary',
    'x-tenant': 'canary',
    accept: 'text/plain',
  }

  it('follows within an origin with all headers', async () => {
    const origin = await serve((incoming, response) => {
      if (incoming.url === '/new') response.end(incoming.headers.authorization)
      else response.writeHead(302, { location: '/new' }).end()
    })
    const answer = await http(request(origin, { headers: secrets }))
    expect([textOf(answer.body), answer.url]).toEqual(['Bearer canary', `${origin}/new`])
  })

  it('leaves all but harmless headers behind when the origin changes, for good', async () => {
    let seen = ''
    const last = await serve((incoming, response) => {
      seen += JSON.stringify(incoming.headers)
      response.end('there')
    })
    const first: string = await serve((incoming, response) => {
      if (incoming.url === '/back') seen += JSON.stringify(incoming.headers)
      response.writeHead(307, { location: incoming.url === '/back' ? last : `${middle}/` }).end()
    })
    const middle = await serve((incoming, response) => {
      seen += JSON.stringify(incoming.headers)
      response.writeHead(307, { location: `${first}/back` }).end()
    })
    expect(textOf((await http(request(first, { headers: secrets }))).body)).toBe('there')
    expect(seen).toContain('text/plain')
    expect(seen).not.toContain('canary')
  })

  it('answers the redirect itself where following is refused', async () => {
    let visits = 0
    const origin = await serve((_incoming, response) => {
      visits++
      response.writeHead(307, { location: '/elsewhere' }).end()
    })
    expect((await http(request(origin, { redirects: 'refuse' }))).status).toBe(307)
    expect(visits).toBe(1)
  })

  it('gives up after ten', async () => {
    let visits = 0
    const origin = await serve((_incoming, response) => {
      visits++
      response.writeHead(302, { location: '/again' }).end()
    })
    expect((await failure(http(request(origin)))).code).toBe('malformed_response')
    expect(visits).toBe(11)
  })

  it.each([
    [301, 'POST', 'GET', ''],
    [302, 'POST', 'GET', ''],
    [303, 'PUT', 'GET', ''],
    [303, 'HEAD', 'HEAD', ''],
    [302, 'SEARCH', 'SEARCH', 'body'],
    [307, 'POST', 'POST', 'body'],
    [308, 'PUT', 'PUT', 'body'],
  ] as const)('answers %i to %s with %s', async (status, method, becomes, body) => {
    const origin = await serve((incoming, response) => {
      if (incoming.url !== '/new') {
        incoming.resume()
        response.writeHead(status, { location: '/new' }).end()
        return
      }
      let text = ''
      incoming.on('data', chunk => {
        text += chunk
      })
      incoming.on('end', () => response.setHeader('x-seen', `${incoming.method} ${text}`).end())
    })
    const sent = method === 'HEAD' ? {} : { body: 'body' }
    const answer = await http(request(origin, { method, ...sent }))
    expect(answer.headers.find(([name]) => name === 'x-seen')?.[1]?.trim()).toBe(`${becomes} ${body}`.trim())
  })

  it.each(['http://example.com/', 'file:///etc/passwd', 'http://['])('does not go to %s', async location => {
    const origin = await serve((_incoming, response) => response.writeHead(302, { location }).end())
    expect((await failure(http(request(origin)))).code).toBe('malformed_response')
  })
})

import { createServer } from 'node:http'
import { describe, expect, it } from 'vitest'
import { createHttp } from './create-http.ts'
import { proxyFor } from './proxy.ts'
import { listenForTest } from './test-server.ts'

const api = new URL('https://api.example.com/access')

describe('the choice of a proxy', () => {
  it('goes without where nobody names one', async () => {
    expect(await proxyFor(api, {}, undefined)).toBeNull()
    expect(await proxyFor(api, {}, async () => 'DIRECT')).toBeNull()
  })

  it('takes the first usable entry of the system', async () => {
    const resolve = async () => 'SOCKS5 socks.example:1080; PROXY proxy.example:8080; DIRECT'
    expect((await proxyFor(api, {}, resolve))?.href).toBe('http://proxy.example:8080/')
    expect((await proxyFor(api, {}, async () => 'HTTPS proxy.example:8443'))?.href).toBe(
      'https://proxy.example:8443/',
    )
  })

  it('says so where only a kind is offered that is not supported', async () => {
    await expect(proxyFor(api, {}, async () => 'SOCKS5 socks.example:1080')).rejects.toMatchObject({
      code: 'network_unreachable',
    })
  })

  it('lets the environment win over the system', async () => {
    const environment = { HTTPS_PROXY: 'env.example:3128' }
    expect((await proxyFor(api, environment, async () => 'DIRECT'))?.host).toBe('env.example:3128')
  })

  it.each([
    ['example.com', true],
    ['.example.com', true],
    ['api.example.com:443', true],
    ['api.example.com:8443', false],
    ['other.org, api.example.com', true],
    ['*', true],
    ['ample.com', false],
  ])('reads NO_PROXY=%s', async (NO_PROXY, isExempt) => {
    const proxy = await proxyFor(api, { https_proxy: 'http://env.example:3128', NO_PROXY }, undefined)
    expect(proxy === null).toBe(isExempt)
  })

  it('never sends what is for this machine to a proxy', async () => {
    const environment = { HTTP_PROXY: 'http://env.example:3128', ALL_PROXY: 'http://env.example:3128' }
    for (const url of ['http://127.0.0.1:1/', 'http://localhost/', 'https://[::1]:2/', 'http://127.8.8.8/']) {
      expect(await proxyFor(new URL(url), environment, async () => 'PROXY p.example:1')).toBeNull()
    }
  })
})

describe('a proxy on the way', () => {
  async function failureThrough(proxy: string) {
    const http = createHttp({ environment: { HTTPS_PROXY: proxy }, readCertificates: () => [] })
    const request = {
      method: 'GET',
      url: api.href,
      headers: {},
      timeLimitMs: 3000,
      maxBytes: 10,
      redirects: 'refuse',
    } as const
    const error = await http(request).then(
      () => expect.fail('it succeeded'),
      (reason: unknown) => reason,
    )
    await http.close()
    return error
  }

  async function proxyAnswering(status: number): Promise<{ port: number; seen: (string | undefined)[] }> {
    const seen: (string | undefined)[] = []
    const server = createServer()
    server.on('connect', (incoming, socket) => {
      seen.push(incoming.url, incoming.headers['proxy-authorization'])
      socket.end(`HTTP/1.1 ${status} No\r\nconnection: close\r\n\r\n`)
    })
    return { port: await listenForTest(server), seen }
  }

  it('is asked for the host, with its own credentials, and a refusal is explained', async () => {
    const { port, seen } = await proxyAnswering(403)
    const error = await failureThrough(`http://me:p%40ss@127.0.0.1:${port}`)
    expect(seen).toEqual(['api.example.com:443', `Basic ${Buffer.from('me:p@ss').toString('base64')}`])
    expect(error).toMatchObject({ code: 'network_unreachable', detail: '403' })
    expect(String(error)).toContain(`127.0.0.1:${port}`)
  })

  it('that wants a sign-in is explained', async () => {
    const { port } = await proxyAnswering(407)
    expect(await failureThrough(`http://127.0.0.1:${port}`)).toMatchObject({
      code: 'network_unreachable',
      message: `The proxy 127.0.0.1:${port} asks for a sign-in.`,
    })
  })

  it('that is not there is named', async () => {
    expect(await failureThrough('http://127.0.0.1:1')).toMatchObject({
      code: 'network_unreachable',
      message: 'The proxy 127.0.0.1:1 could not be reached on the way to api.example.com.',
    })
  })
})

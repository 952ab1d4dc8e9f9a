import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createHttp } from './create-http.ts'
import { fileBody } from './file-body.ts'
import { makeCertificate } from './test-certificate.ts'
import { listenForTest, serve } from './test-server.ts'
import type { HttpRequest } from './types.ts'

const to = (url: string, change: Partial<HttpRequest> = {}): HttpRequest => ({
  method: 'GET',
  url,
  headers: {},
  timeLimitMs: 20_000,
  maxBytes: 1e6,
  redirects: 'same-origin-secrets',
  ...change,
})
const nowhere = { write: async () => {} }

function aClient(certificates: readonly string[] = []) {
  const http = createHttp({ environment: {}, readCertificates: () => certificates })
  onTestFinished(() => http.close())
  return http
}

async function aFile(content: string) {
  const folder = await mkdtemp(join(tmpdir(), 'file-body-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const path = join(folder, 'body.txt')
  await writeFile(path, content)
  return path
}

describe('the phases of an exchange', () => {
  it('tell apart a connection that is made from one that is used again', async () => {
    const origin = (await serve((_request, response) => response.end('x'))).replace('127.0.0.1', 'localhost')
    const http = aClient()
    const first = await http.stream(to(origin), nowhere)
    expect(first.phases.connection).toMatchObject({ lookup: expect.any(Number), tls: null })
    // The connection is free once the answer has been dealt with.
    await new Promise(resolve => setImmediate(resolve))
    const second = await http.stream(to(origin), nowhere)
    expect(second.phases).toMatchObject({ connection: null, redirects: 0 })
  })

  it('add up to the time until the answer, TLS and a redirect among them', async () => {
    const { cert, key } = makeCertificate({ ip: [127, 0, 0, 1] })
    const port = await listenForTest(
      createServer({ cert, key }, (request, response) => {
        if (request.url === '/there') response.end('x')
        else response.writeHead(302, { location: '/there' }).end()
      }),
    )
    const http = aClient([cert])
    const { phases: direct } = await http.stream(to(`https://127.0.0.1:${port}/there`), nowhere)
    expect(direct.connection?.tls).toBeGreaterThan(0)
    const { phases, waitingMs } = await http.stream(to(`https://127.0.0.1:${port}/here`), nowhere)
    expect(phases.redirects).toBeGreaterThan(0)
    expect(phases.redirects + phases.queue + phases.firstByte).toBeLessThanOrEqual(waitingMs + 0.001)
  })

  it('are those of each request when many wait for the same connections', async () => {
    const origin = await serve((_request, response) => response.end('x'))
    const http = aClient()
    const answers = await Promise.all(Array.from({ length: 60 }, () => http.stream(to(origin), nowhere)))
    const made = answers.filter(({ phases }) => phases.connection !== null)
    expect(made.length).toBeGreaterThan(0)
    expect(made.length).toBeLessThanOrEqual(16)
    for (const { phases } of answers) expect(phases.queue).toBeGreaterThanOrEqual(0)
  })
})

describe('a file as body', () => {
  it('is sent with its length, and once more after a redirect that wants it', async () => {
    const seen: [string | undefined, string | undefined, string][] = []
    const origin = await serve(async (request, response) => {
      seen.push([request.url, request.headers['content-length'], await text(request)])
      if (request.url === '/here') response.writeHead(307, { location: '/there' })
      response.end()
    })
    const body = await fileBody(await aFile('ünïcode'), 'body.txt')
    await aClient().stream(to(`${origin}/here`, { method: 'POST', body }), nowhere)
    expect(seen).toEqual([
      ['/here', '9', 'ünïcode'],
      ['/there', '9', 'ünïcode'],
    ])
  })

  it('that is gone is named', async () => {
    const path = await aFile('x')
    const body = await fileBody(path, 'body.txt')
    await rm(path)
    await expect(fileBody(path, 'body.txt')).rejects.toMatchObject({
      code: 'invalid_input',
      message: 'The file body.txt is no longer there.',
    })
    const origin = await serve((_request, response) => response.end())
    await expect(aClient().stream(to(origin, { method: 'POST', body }), nowhere)).rejects.toMatchObject({
      message: 'The file body.txt is no longer there.',
    })
  })
})

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DemoClient } from '../../demo-cloud/description.ts'
import { type DemoCloud, startDemoCloud } from '../../demo-cloud/server.ts'
import { programOf } from '../../tools/setup/task-program.mjs'
import { columns } from '../main/import/index.ts'

const program = programOf('check', process.execPath)

let cloud: DemoCloud
let folder: string

beforeAll(async () => {
  cloud = await startDemoCloud({ documents: 100 })
  folder = await mkdtemp(join(tmpdir(), 'check-'))
})
afterAll(async () => {
  await cloud.close()
  await rm(folder, { recursive: true })
})

interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Starts the command as the package script does, in the folder of the lists. */
function start(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const { INIT_CWD: _, ...own } = process.env
  const child = spawn(process.execPath, [...program, ...args], {
    cwd: folder,
    // What the person at this machine has in the app is no matter of these tests.
    env: { ...own, XDG_CONFIG_HOME: folder, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  return { child, ended: endOf(child) }
}

async function endOf(child: ChildProcess): Promise<Ended> {
  let stdout = ''
  let stderr = ''
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (stdout += text))
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text))
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, stdout, stderr }
}

const check = (...args: readonly string[]): Promise<Ended> => start(args).ended

type Row = readonly [
  name: string,
  customer: string,
  id: string,
  secret: string,
  key: string,
  token: string,
  api: string,
]

function rowOf(client: DemoClient): Row {
  const { tokenUrl, apiBaseUrl } = cloud.description
  const { name, customer, clientId, clientSecret, apiKey } = client
  return [
    name,
    customer,
    clientId,
    clientSecret,
    apiKey,
    client.tokenUrl ?? tokenUrl,
    client.apiBaseUrl ?? apiBaseUrl,
  ]
}

function clientNamed(name: string): DemoClient {
  const client = cloud.description.clients.find(each => each.name === name)
  if (client === undefined) throw new Error(`The demo cloud has no client ${name}.`)
  return client
}

let lists = 0
async function writeList(rows: readonly (readonly string[])[]): Promise<string> {
  const name = `list-${lists++}.csv`
  await writeFile(
    join(folder, name),
    stringify([[...columns], ...rows], { relax_column_count: true } as object),
  )
  return name
}

const demoList = (clients: readonly DemoClient[]) =>
  writeList(clients.map(client => [...rowOf(client), client.scope ?? '', 'basic']))

interface JsonReport {
  readonly startedAt: string
  readonly finishedAt: string
  readonly results: readonly {
    readonly name: string
    readonly customer: string
    readonly verdict: string
    readonly failingStep: string | null
  }[]
}

describe('npm run check', () => {
  it('finds the verdict of every demo client, in the order of the list', { timeout: 60_000 }, async () => {
    const { clients } = cloud.description
    const { code, stdout, stderr } = await check('--from', await demoList(clients), '--format', 'json')
    const report = JSON.parse(stdout) as JsonReport
    expect(report.results.map(({ name, customer, verdict }) => [name, customer, verdict])).toEqual(
      clients.map(({ name, customer, verdict }) => [name, customer, verdict]),
    )
    expect(report.results.find(({ name }) => name === 'wrong secret')?.failingStep).toBe('token')
    expect(report.results.find(({ name }) => name === 'works')?.failingStep).toBeNull()
    expect(Date.parse(report.finishedAt)).toBeGreaterThan(Date.parse(report.startedAt))
    expect(code).toBe(1)
    expect(stderr).toBe('')
    const secrets = clients.flatMap(({ clientSecret, apiKey }) => [clientSecret, apiKey])
    expect(secrets.filter(secret => stdout.includes(secret))).toEqual([])
  })

  it('ends with 0 where everything works or will expire, and prints a table', async () => {
    const list = await demoList([clientNamed('works'), clientNamed('expires within 30 days')])
    const { code, stdout, stderr } = await check('--from', list)
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toMatch(/^! Expires soon +expires within 30 days/m)
    expect(stdout).toMatch(/^✓ Works +works/m)
    expect(stdout).toContain('All 2 work, 1 expires soon.')
    const { stdout: patient } = await check('--from', list, '--expiring-days', '0')
    expect(patient).toContain('All 2 work.')
  })

  it('writes each format to a file that nobody else can read, and leaves nothing beside it', async () => {
    const list = await demoList([clientNamed('works'), clientNamed('wrong secret')])
    const out = await mkdtemp(join(folder, 'out-'))
    for (const format of ['table', 'json', 'csv', 'html']) {
      const path = join(out, `report.${format}`)
      const { code, stdout } = await check('--from', list, '--out', path)
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
      expect((await stat(path)).mode & 0o777).toBe(0o600)
    }
    expect((await readdir(out)).sort()).toEqual(['report.csv', 'report.html', 'report.json', 'report.table'])
    const text = (format: string) => readFile(join(out, `report.${format}`), 'utf8')
    expect(await text('table')).toContain('1 of 2 does not work.')
    expect(JSON.parse(await text('json'))).toMatchObject({ results: [{ verdict: 'works' }, {}] })
    const rows = parse(await text('csv'), { bom: true, columns: true }) as { verdict: string }[]
    expect(rows.map(({ verdict }) => verdict)).toEqual(['works', 'client_refused'])
    expect(await text('html')).toContain('<h1>1 of 2 does not work</h1>')
  })

  it('takes missing secrets from the environment, and lists the rows that still lack one', async () => {
    const [name, customer, id, secret, key, token, api] = rowOf(clientNamed('works'))
    const list = await writeList([[name, customer, id, '', '', token, api, '', '']])
    const env = { WEIGHTRON_CLIENT_SECRET: secret, WEIGHTRON_API_KEY: key }
    expect((await start(['--from', list], env).ended).code).toBe(0)
    const without = await check('--from', list)
    expect(without.code).toBe(2)
    expect(without.stderr).toContain('client_secret: missing')
    expect(without.stderr).toContain('WEIGHTRON_API_KEY')
  })

  it('checks the rows that can be used and does not call that a success', async () => {
    const list = await writeList([
      [...rowOf(clientNamed('works')), '', 'basic'],
      ['half', '', 'id', 'CANARY', 'CANARY', 'https://auth.example.com/token', '', '', ''],
    ])
    const { code, stdout, stderr } = await check('--from', list, '--format', 'json')
    expect(code).toBe(1)
    expect((JSON.parse(stdout) as JsonReport).results).toHaveLength(1)
    expect(stderr).toBe(
      'Row 3 is not checked. api_base_url: missing beside token_url. Give both or neither.\n',
    )
  })

  it.each([
    ['no list', []],
    ['a list that is not there', ['--from', 'missing.csv']],
    ['a report in a folder that is not there', ['--from', 'x.csv', '--out', 'nowhere/report.html']],
  ])('ends with 2 and says why for %s', async (_name, args) => {
    const { code, stdout, stderr } = await check(...args)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toMatch(/^\S.*\n.*--help\n$/s)
  })

  it('explains itself', async () => {
    const { code, stdout } = await check('--help')
    expect(code).toBe(0)
    for (const option of [
      '--from',
      '--format',
      '--out',
      '--concurrency',
      '--rate',
      '--time-limit',
      '--expiring-days',
      '--data-folder',
    ])
      expect(stdout).toContain(option)
  })

  it('gets through 1,000 connections', { timeout: 120_000 }, async () => {
    const row = rowOf(clientNamed('works')).slice(1)
    const list = await writeList(
      Array.from({ length: 1000 }, (_, index) => [`customer ${index}`, ...row, '', '']),
    )
    const { code, stdout } = await check('--from', list, '--format', 'json')
    const { results } = JSON.parse(stdout) as JsonReport
    expect(code).toBe(0)
    expect(new Set(results.map(({ name }) => name)).size).toBe(1000)
    expect(results[999]?.name).toBe('customer 999')
  })
})

/** A service that gives back everything it is told, wherever it can. */
async function startEcho(hangsAfter = Number.POSITIVE_INFINITY, onHang = () => {}) {
  const token = 'CANARY-TOKEN-51d0a7c3e9'
  let calls = 0
  const server: Server = createServer((request, response) => {
    request.resume().on('end', () => {
      const isToken = request.url === '/token'
      if (!isToken && ++calls > hangsAfter) return onHang()
      const told = `${token} ${request.headers.authorization} ${request.headers['x-api-key']}`
      response.setHeader('content-type', 'application/json')
      response.setHeader('x-request-id', told)
      if (isToken) {
        const answer = {
          access_token: token,
          token_type: 'Bearer',
          expires_in: 300,
          scope: `openid ${token}`,
        }
        response.end(JSON.stringify(answer))
      } else if (request.url === '/access') {
        response.end(JSON.stringify({ data: [{ _id: 'a', name: told, expiry: '2030-01-01' }] }))
      } else {
        response.statusCode = 403
        response.statusMessage = 'Forbidden'
        response.end(JSON.stringify({ error: told }))
      }
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    row: (name: string): Row => [
      name,
      '',
      'echo',
      'CANARY-SECRET-8f2b',
      'CANARY-KEY-77aa1c',
      `${origin}/token`,
      origin,
    ],
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

describe('Whatever a server answers,', () => {
  it.each(['table', 'json', 'csv', 'html'])('no secret, key or token is in the %s', async format => {
    const echo = await startEcho()
    try {
      const list = await writeList([
        [...echo.row('echo'), '', 'basic'],
        [...echo.row('post'), '', 'body'],
      ])
      const { code, stdout, stderr } = await check('--from', list, '--format', format)
      expect(code).toBe(1)
      expect(stdout).toContain('echo')
      const basic = Buffer.from('echo:CANARY-SECRET-8f2b').toString('base64')
      for (const secret of ['CANARY', basic]) expect(stdout + stderr).not.toContain(secret)
    } finally {
      await echo.close()
    }
  })
})

describe.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('On %s', (signal, exitCode) => {
  it('it tells what was done so far', async () => {
    const hanging = Promise.withResolvers<void>()
    // Two calls for each connection; ten are done when the service falls silent.
    const echo = await startEcho(20, hanging.resolve)
    try {
      const list = await writeList(
        Array.from({ length: 50 }, (_, index) => [...echo.row(`c${index}`), '', '']),
      )
      const { child, ended } = start(['--from', list, '--format', 'json', '--concurrency', '1'])
      await hanging.promise
      child.kill(signal)
      const { code, stdout } = await ended
      expect(code).toBe(exitCode)
      expect((JSON.parse(stdout) as JsonReport).results.map(({ name }) => name)).toEqual(
        Array.from({ length: 10 }, (_, index) => `c${index}`),
      )
    } finally {
      await echo.close()
    }
  })
})

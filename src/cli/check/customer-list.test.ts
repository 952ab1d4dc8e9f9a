import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { surveyList } from './customer-list.ts'
import type { SavedSecrets, SecretReader } from './saved-secrets.ts'

const noUsual = { clientSecret: undefined, apiKey: undefined }

/** What was saved, by client ID. */
const savedFor = (readers: Readonly<Record<string, SecretReader>>): SavedSecrets => ({
  find: async ({ clientId }) => readers[clientId] ?? null,
  failure: () => null,
  stop: async () => {},
})

/** 1,010 rows, every 202nd of them without a client secret. */
async function writeLongList(): Promise<{ readonly path: string; readonly rows: readonly string[] }> {
  const folder = await mkdtemp(join(tmpdir(), 'customer-list-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const path = join(folder, 'list.csv')
  const rows = Array.from({ length: 1010 }, (_, index) =>
    index % 202 === 7 ? `${index},client-${index},,key` : `${index},client-${index},secret-${index},key`,
  )
  await writeFile(path, ['name,client_id,client_secret,api_key', ...rows].join('\n'))
  return { path, rows }
}

async function readAll({ targets }: Awaited<ReturnType<typeof surveyList>>) {
  const read = []
  for await (const target of targets()) {
    const { clientSecret } = await target.readCredentials()
    read.push([target.index, target.connection.name, clientSecret])
  }
  return read
}

it('A list longer than what is kept of it is read again, in its order and without the rows that cannot be used', async () => {
  const { path, rows } = await writeLongList()
  const list = await surveyList(path, { usual: noUsual, saved: savedFor({}) })
  expect(list).toMatchObject({ usable: 1005, unusable: [9, 211, 413, 615, 817].map(line => ({ line })) })
  const wanted = rows.map(row => row.split(',')).filter(([, , secret]) => secret !== '')
  expect(await readAll(list)).toEqual(wanted.map(([name, , secret], index) => [index, name, secret]))
})

it('Rows whose secrets were saved come last, keep their place, and are named when they are not given out', async () => {
  const { path, rows } = await writeLongList()
  let asked = 0
  const given = (clientSecret: string) => async () => {
    asked++
    return { kind: 'read', secrets: { clientSecret, apiKey: 'saved key that the list overrides' } } as const
  }
  const saved = savedFor({
    'client-7': given('saved-7'),
    'client-209': async () => ({ kind: 'failed', reason: 'Locked.' }),
    'client-411': async () => ({ kind: 'read', secrets: {} }),
    'client-815': given('saved-815'),
  })
  const list = await surveyList(path, { usual: noUsual, saved })
  expect(list).toMatchObject({ usable: 1009, unusable: [{ line: 615 }] })
  expect(asked).toBe(0)
  const isWithout = (name: number) => name % 202 === 7
  const place = (name: number) => name - (name > 613 ? 1 : 0)
  const complete = rows.map((_, name) => name).filter(name => !isWithout(name))
  expect(await readAll(list)).toEqual([
    ...complete.map(name => [place(name), `${name}`, `secret-${name}`]),
    [7, '7', 'saved-7'],
    [814, '815', 'saved-815'],
  ])
  expect(list.withheld).toEqual([
    { line: 211, reason: 'Locked.' },
    { line: 413, reason: expect.stringContaining('client_secret: missing') },
  ])
})

import { randomUUID } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { type BuiltRequest, emptyRequest } from '../../shared/requests.ts'
import { aConnection } from '../api/testing/bench.ts'
import { createSecretScrubber, redactText } from '../http/index.ts'
import { createRequestDrafts } from './request-drafts.ts'
import { createRequestHistory } from './request-history.ts'

const secret = 'known-secret-4711'

async function aFolder() {
  const folder = await mkdtemp(join(tmpdir(), 'requests-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const scrubber = createSecretScrubber()
  scrubber.know(secret)
  const scrub = (text: string): string => scrubber.scrub(redactText(text))
  return { folder, scrub, now: () => 1 }
}

/** A request with a secret in every place that takes text. */
const careless: BuiltRequest = {
  method: 'POST',
  path: `/${secret}?token=t0psecret&a=1`,
  values: [{ name: 'ApplicationID', value: secret }],
  query: [
    { name: 'access_token', value: 't0psecret', on: true },
    { name: 'q', value: secret, on: false },
  ],
  headers: [
    { name: 'X-Api-Key', value: 't0psecret', on: true },
    { name: 'x-note', value: `of ${secret}`, on: true },
  ],
  body: {
    kind: 'json',
    text: JSON.stringify({ password: 't0psecret', note: secret, fine: 12 }),
    fields: [{ name: 'client_secret', value: 't0psecret', on: true }],
  },
  authorization: true,
}
const facts = { at: '2026-01-01T00:00:00.000Z', status: 200, ms: 12, bytes: 3 }

describe('the history of requests', () => {
  it('is kept newest first in one private file for each connection, without secrets', async () => {
    const parts = await aFolder()
    const history = createRequestHistory(parts)
    await history.remember(aConnection, { ...facts, request: emptyRequest })
    await history.remember(aConnection, { ...facts, request: careless })
    const path = join(parts.folder, `${aConnection.id}.json`)
    const text = await readFile(path, 'utf8')
    expect(text).not.toMatch(/t0psecret|known-secret/)
    expect((await stat(path)).mode & 0o777).toBe(0o600)
    const [newest, oldest] = await createRequestHistory(parts).list(aConnection)
    expect(newest?.request.body.text).toContain('"fine":12')
    expect(newest?.request.headers.map(({ name }) => name)).toEqual(['X-Api-Key', 'x-note'])
    expect(oldest?.request).toEqual(emptyRequest)
  })

  it('stays within its limits, and leaves long bodies out', async () => {
    const history = createRequestHistory(await aFolder())
    const body = { kind: 'text' as const, text: 'x'.repeat(49_000), fields: [] }
    for (let n = 0; n < 25; n++)
      await history.remember(aConnection, { ...facts, request: { ...emptyRequest, body } })
    const kept = await history.list(aConnection)
    expect(kept.length).toBe(20)
    await history.remember(aConnection, {
      ...facts,
      request: { ...emptyRequest, body: { ...body, text: 'x'.repeat(60_000) } },
    })
    expect((await history.list(aConnection))[0]).toMatchObject({
      bodyDropped: true,
      request: { body: { text: '' } },
    })
  })

  it('is not kept where the connection says so, and never on disk for one of this session', async () => {
    const parts = await aFolder()
    const history = createRequestHistory(parts)
    await history.remember({ ...aConnection, keepHistory: false }, { ...facts, request: emptyRequest })
    const ephemeral = { ...aConnection, ephemeral: true }
    await history.remember(ephemeral, { ...facts, request: emptyRequest })
    expect(await history.list(ephemeral)).toHaveLength(1)
    expect(await readdir(parts.folder)).toEqual([])
  })

  it('stays to be seen and cleared when the connection keeps no more', async () => {
    const history = createRequestHistory(await aFolder())
    await history.remember(aConnection, { ...facts, request: emptyRequest })
    const off = { ...aConnection, keepHistory: false }
    expect(await history.list(off)).toHaveLength(1)
    await history.clear(off)
    expect(await history.list(off)).toEqual([])
  })

  it('can be cleared, goes with its connection, and sets a damaged file aside', async () => {
    const parts = await aFolder()
    const history = createRequestHistory(parts)
    await history.remember(aConnection, { ...facts, request: emptyRequest })
    await history.clear(aConnection)
    expect(await history.list(aConnection)).toEqual([])
    await writeFile(join(parts.folder, `${aConnection.id}.json`), '{"version":1,"entries":[{}]}')
    expect(await history.list(aConnection)).toEqual([])
    expect(await readdir(parts.folder)).toEqual([`${aConnection.id}.damaged-1.json`])
    await history.forget(aConnection.id)
    expect(await readdir(parts.folder)).toEqual([])
  })
})

describe('drafts', () => {
  it('come back as they were, but for secrets', async () => {
    const { folder, scrub, now } = await aFolder()
    const path = join(folder, 'drafts.json')
    const drafts = createRequestDrafts({ path, scrub, now })
    expect(await drafts.list()).toEqual([])
    const draft = { draftId: randomUUID(), connectionId: aConnection.id, request: emptyRequest }
    await drafts.save([draft, { ...draft, draftId: randomUUID(), request: careless }])
    expect(await readFile(path, 'utf8')).not.toMatch(/t0psecret|known-secret/)
    const [first, second] = await createRequestDrafts({ path, scrub, now }).list()
    expect(first).toEqual(draft)
    expect(second?.request.query[0]).toEqual({ name: 'access_token', value: '', on: true })
  })

  it('are kept each by itself: one that cannot be stays as it was, and is named', async () => {
    const { folder, scrub, now } = await aFolder()
    const drafts = createRequestDrafts({ path: join(folder, 'drafts.json'), scrub, now })
    const draft = (path: string, change: Partial<BuiltRequest> = {}) => ({
      draftId: randomUUID(),
      connectionId: null,
      request: { ...emptyRequest, path, ...change },
    })
    const [one, other] = [draft('/one'), draft('/other')]
    expect(await drafts.save([one, other])).toEqual([])
    const tooLong = { ...one.request.body, text: 'x'.repeat(1_000_001) }
    const longWithMask = { name: 'q', value: `${'x'.repeat(19_990)}\npwd: a`, on: true }
    const offered = [
      { ...one, request: { ...one.request, body: tooLong } },
      { ...other, request: { ...other.request, path: '/changed' } },
      draft('/no-method', { method: '' }),
      draft('/long-with-mask', { query: [longWithMask] }),
    ]
    expect(await drafts.save(offered)).toEqual([one, offered[2], offered[3]].map(each => each?.draftId))
    expect((await drafts.list()).map(({ request }) => request.path)).toEqual(['/one', '/changed'])
  })
})

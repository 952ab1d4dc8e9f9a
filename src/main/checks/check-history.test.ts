import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CheckSummary } from '../../shared/check.ts'
import { createCheckHistory, summaryOf } from './check-history.ts'
import { envelope, startScripted } from './test-server.ts'

const one = '00000000-0000-4000-8000-000000000001'
const two = '00000000-0000-4000-8000-000000000002'

let folder: string
beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'check-history-')), 'checks')
})
afterEach(() => rm(join(folder, '..'), { recursive: true }))

function open(onDamaged?: (file: string) => void) {
  return createCheckHistory({ folder, now: () => 4711, onDamaged })
}

function summary(ms: number): CheckSummary {
  return { at: '2026-11-23T14:32:00.000Z', verdict: 'works', failingStep: null, ms, nearestExpiry: null }
}

describe('The history of checks', () => {
  it('keeps the last 20 of each connection over a restart, newest first, for the owner only', async () => {
    const history = open()
    await Promise.all(Array.from({ length: 25 }, (_, index) => history.add(one, summary(index), true)))
    await history.add(two, summary(99), true)
    const again = open()
    const list = await again.list(one)
    expect(list.map(({ ms }) => ms)).toEqual(Array.from({ length: 20 }, (_, index) => 24 - index))
    expect(await again.latest()).toEqual({ [one]: summary(24), [two]: summary(99) })
    expect((await stat(join(folder, `${one}.json`))).mode & 0o777).toBe(0o600)
  })

  it('writes nothing for a check that is not to be kept, but knows it until the app ends', async () => {
    const history = open()
    await history.add(one, summary(1), false)
    expect(await history.list(one)).toEqual([summary(1)])
    await expect(readdir(folder)).rejects.toMatchObject({ code: 'ENOENT' })
    expect(await open().list(one)).toEqual([])
  })

  it.each([
    ['no JSON', '{"version":1,"checks":[{'],
    ['an unknown verdict', JSON.stringify({ version: 1, checks: [{ ...summary(1), verdict: 'fine' }] })],
  ])('sets aside a file with %s, says so, and still shows the others', async (_, text) => {
    await open().add(two, summary(2), true)
    await writeFile(join(folder, `${one}.json`), text)
    const damaged: string[] = []
    const history = open(file => damaged.push(file))
    expect(await history.latest()).toEqual({ [two]: summary(2) })
    expect(damaged).toEqual([join(folder, `${one}.json`)])
    expect(await readFile(join(folder, `${one}.json.damaged-4711`), 'utf8')).toBe(text)
    await history.add(one, summary(3), true)
    expect(await open().list(one)).toEqual([summary(3)])
  })

  it('does not hide the checks of one connection behind a file of another that cannot be read', async () => {
    await open().add(two, summary(2), true)
    await mkdir(join(folder, `${one}.json`))
    const damaged: string[] = []
    const history = open(file => damaged.push(file))
    expect(await history.latest()).toEqual({ [two]: summary(2) })
    expect(damaged).toEqual([join(folder, `${one}.json`)])
    await history.add(one, summary(1), true)
    expect(await open().list(one)).toEqual([summary(1)])
  })

  it('leaves alone what is not a history file', async () => {
    await mkdir(folder, { recursive: true })
    await writeFile(join(folder, 'notes.json'), 'x')
    expect(await open().latest()).toEqual({})
    expect(await readdir(folder)).toEqual(['notes.json'])
  })

  it('forgets a removed connection, on disk too', async () => {
    const history = open()
    await history.add(one, summary(1), true)
    await history.forget(one)
    expect(await history.list(one)).toEqual([])
    expect(await readdir(folder)).toEqual([])
  })
})

describe('The line of a check', () => {
  it.each([
    ['the next to come', ['2027-01-01', '2026-11-01', '2026-12-01'], '2026-12-01'],
    ['one that is over where there is no other', ['2026-11-01'], '2026-11-01'],
    ['none', [], null],
  ])('names an expiry: %s', async (_, expiries, nearest) => {
    const list = expiries.map(expiry => ({ _id: expiry, name: 'Yard', expiry }))
    const server = await startScripted({ access: envelope(list) })
    const report = await server.check()
    await server.close()
    expect(summaryOf(report)?.nearestExpiry).toBe(nearest)
  })
})

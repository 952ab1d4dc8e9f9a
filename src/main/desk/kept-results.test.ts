import { appendFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createKeptResults, type KeptResult } from './kept-results.ts'

let folder: string
let problems: string[]
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'desk-'))
  problems = []
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const open = () =>
  createKeptResults({ folder, now: () => 7, onProblem: problem => void problems.push(problem) })
const file = () => join(folder, 'results.jsonl')

function result(name: string, verdict: KeptResult['entry']['verdict'] = 'works'): KeptResult {
  return {
    connectionId: idOf(name),
    runId: null,
    previous: null,
    base: null,
    inRun: null,
    lastWorked: null,
    entry: {
      name,
      customer: 'Acme',
      clientId: name,
      verdict,
      failingStep: null,
      headline: 'It works',
      meaning: '',
      causes: [],
      advice: [],
      message: '',
      applications: [{ id: 'a', name: 'A', expiry: null, state: 'works', note: '' }],
      scope: null,
      notes: [],
      startedAt: '2026-11-23T10:00:00.000Z',
      ms: 12,
      steps: [{ step: 'token', ok: true, ms: 3, summary: '' }],
    },
  }
}
const idOf = (name: string): string => `00000000-0000-4000-8000-${name.padStart(12, '0')}`
const verdictsIn = async (results: ReturnType<typeof open>) =>
  Object.fromEntries([...(await results.all()).values()].map(({ entry }) => [entry.name, entry.verdict]))

describe('Kept results', () => {
  it('are there at the next start, the last one of each connection', async () => {
    const first = open()
    await Promise.all([first.put(result('1'), true), first.put(result('2'), true)])
    await first.put(result('1', 'client_refused'), true)
    await first.flush()
    expect(await verdictsIn(open())).toEqual({ '1': 'client_refused', '2': 'works' })
  })

  it('are on disk only where that is wanted', async () => {
    const results = open()
    await results.put(result('1'), false)
    await results.flush()
    expect(await verdictsIn(results)).toEqual({ '1': 'works' })
    expect(await readdir(folder)).toEqual([])
  })

  it('survive a line that was torn when the app was killed', async () => {
    const first = open()
    await first.put(result('1'), true)
    await first.flush()
    await appendFile(file(), '{"version":1,"connectionId":"0000')
    const second = open()
    expect(await verdictsIn(second)).toEqual({ '1': 'works' })
    await second.put(result('2'), true)
    await second.flush()
    expect(await verdictsIn(open())).toEqual({ '1': 'works', '2': 'works' })
    expect(problems).toEqual([])
  })

  it('are set aside, not lost, where a line in the middle is damaged', async () => {
    const lines = ['nonsense', JSON.stringify({ version: 1, ...result('1') }), '']
    await writeFile(file(), lines.join('\n'))
    expect(await verdictsIn(open())).toEqual({ '1': 'works' })
    expect(await readFile(`${file()}.damaged-7`, 'utf8')).toContain('nonsense')
    expect(problems).toHaveLength(1)
  })

  it('of deleted connections are gone from the disk, too', async () => {
    const results = open()
    for (const name of ['1', '2', '3']) await results.put(result(name), true)
    await Promise.all([results.forget(idOf('1')), results.forget(idOf('3'))])
    expect(await readFile(file(), 'utf8')).not.toContain(idOf('1'))
    expect(await verdictsIn(open())).toEqual({ '2': 'works' })
  })

  it('of one deleted connection among many cost a line, and are gone at the next start', async () => {
    const results = open()
    for (let number = 1; number <= 60; number++) await results.put(result(String(number)), true)
    await results.forget(idOf('1'))
    expect((await readFile(file(), 'utf8')).trim().split('\n')).toHaveLength(61)
    expect(Object.keys(await verdictsIn(open()))).toHaveLength(59)
    expect(await readFile(file(), 'utf8')).not.toContain(idOf('1'))
  })

  it('take no more room the longer the app runs', async () => {
    const results = open()
    for (let round = 0; round < 300; round++) {
      await results.put(result('1', round % 2 === 0 ? 'works' : 'client_refused'), true)
    }
    const lines = (await readFile(file(), 'utf8')).trim().split('\n')
    expect(lines.length).toBeLessThanOrEqual(103)
    expect(await verdictsIn(open())).toEqual({ '1': 'client_refused' })
  })

  it('are read whatever the length of the file and wherever a piece of it ends', async () => {
    const first = open()
    const name = 'Ü\u2028'.repeat(30_000)
    const long = result('1')
    await first.put({ ...long, entry: { ...long.entry, name: name.slice(0, 19_999) } }, true)
    for (let number = 2; number < 60; number++) await first.put(result(String(number)), true)
    await first.flush()
    const read = await open().all()
    expect(read.size).toBe(59)
    expect(read.get(idOf('1'))?.entry.name).toBe(name.slice(0, 19_999))
    expect(problems).toEqual([])
  })
})

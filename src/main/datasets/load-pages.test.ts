import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { BodyTooLarge } from '../http/index.ts'
import { loadPages } from './load-pages.ts'
import { createPageFiles } from './page-files.ts'
import { splitPage } from './split-page.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pages-'))
})
afterEach(() => rm(folder, { recursive: true }))

interface Server {
  readonly documents: readonly unknown[]
  /** Documents that it gives at a time at most. */
  readonly cap?: number
  /** Bytes that an answer may have. */
  readonly maxBytes?: number
  readonly ignoresOffset?: boolean
}

/** Loads all that a server has, and gives the documents in their order and how often it was asked. */
async function loaded(server: Server, expected: number | null, pageSize = 1000) {
  const { documents, cap = Number.POSITIVE_INFINITY, maxBytes = Number.POSITIVE_INFINITY } = server
  const files = await createPageFiles(folder)
  let requests = 0
  let told = 0
  const plan = await loadPages(
    { pageSize, expected },
    {
      files,
      async fetchPage({ limit, offset }) {
        requests++
        const from = server.ignoresOffset === true ? 0 : offset
        const text = JSON.stringify(documents.slice(from, from + Math.min(limit, cap)))
        if (text.length > maxBytes) throw new BodyTooLarge(new URL('https://api.example'), maxBytes)
        return Buffer.from(text)
      },
      split: splitPage,
      delay: async () => undefined,
      onPage: page => {
        told += page.documents
      },
    },
    new AbortController().signal,
  )
  const pages = await files.list()
  const texts = await Promise.all(pages.map(({ path }) => readFile(path, 'utf8')))
  const lines = texts.join('').split('\n').slice(0, -1)
  return { documents: lines.map(line => JSON.parse(line)), requests, told, pageSize: plan.pageSize }
}

const numbered = (count: number, text = '') =>
  Array.from({ length: count }, (_, at) => ({ _id: `d${at}`, text }))

describe('loading all pages', () => {
  it.each([0, 1, 999, 1000, 1001, 5000, 5300])('brings %d documents, counted or not', async count => {
    const documents = numbered(count)
    expect((await loaded({ documents }, count)).documents).toEqual(documents)
    await rm(folder, { recursive: true })
    expect((await loaded({ documents }, null)).documents).toEqual(documents)
  })

  it('asks once where the first page has all that was counted', async () => {
    expect((await loaded({ documents: numbered(140) }, 140)).requests).toBe(1)
  })

  it.each([3400, null])(
    'goes on behind a server that gives 250 at a time, with a count of %s',
    async count => {
      const documents = numbered(3400)
      expect((await loaded({ documents, cap: 250 }, count)).documents).toEqual(documents)
    },
  )

  it('takes pages of equal bytes for different ones where documents have no ID', async () => {
    const documents = Array.from({ length: 3500 }, () => ({ status: 1 }))
    expect((await loaded({ documents }, 3500)).documents).toHaveLength(3500)
  })

  it('says so where a server gives the same page again and again', async () => {
    const stuck = { documents: numbered(3000), ignoresOffset: true }
    await expect(loaded(stuck, 3000)).rejects.toThrow('the same documents for different pages')
    await expect(loaded(stuck, null)).rejects.toThrow('the same documents for different pages')
    const nameless = { documents: Array.from({ length: 3000 }, () => ({})), ignoresOffset: true }
    await expect(loaded(nameless, 2500)).rejects.toThrow('the same documents for different pages')
  })

  it('takes what came for all where the same comes again and nothing was counted', async () => {
    const documents = numbered(300)
    expect((await loaded({ documents, ignoresOffset: true }, null)).documents).toEqual(documents)
  })

  it('asks for less at a time where an answer is too large, from the first page or from a later one', async () => {
    const large = numbered(2100, 'x'.repeat(100))
    const all = await loaded({ documents: large, maxBytes: 40_000 }, 2100)
    expect(all.documents).toEqual(large)
    expect(all.pageSize).toBe(250)
    await rm(folder, { recursive: true })
    const later = [
      ...numbered(1500),
      ...numbered(600, 'x'.repeat(100)).map((d, at) => ({ ...d, _id: `l${at}` })),
    ]
    const mixed = await loaded({ documents: later, maxBytes: 40_000 }, 2100)
    expect(mixed.documents).toEqual(later)
    expect(mixed.pageSize).toBe(1000)
  })

  it('goes on with the smaller pages that are there', async () => {
    const server = { documents: numbered(900, 'x'.repeat(100)), maxBytes: 40_000 }
    await loaded(server, 900)
    const pages = await (await createPageFiles(folder)).list()
    expect(pages.map(({ documents }) => documents)).toEqual([250, 250, 250, 150])
    await rm(pages[2]?.path ?? '')
    const resumed = await loaded(server, 900)
    expect(resumed).toMatchObject({ documents: server.documents, told: 250 })
  })

  it('gives up on a document that is too large alone', async () => {
    await expect(loaded({ documents: numbered(3, 'x'.repeat(1000)), maxBytes: 500 }, 3)).rejects.toThrow(
      'too large',
    )
  })
})

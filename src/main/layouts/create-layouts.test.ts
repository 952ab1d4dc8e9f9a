import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ColumnLayout } from '../../shared/column-layout.ts'
import type { Connection } from '../../shared/connection.ts'
import { createLayouts, type Layouts } from './create-layouts.ts'

let folder: string
let path: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'layouts-'))
  path = join(folder, 'column-layouts.json')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const open = (): Layouts => createLayouts({ path, now: () => 0 })
const connection = (id: string, ephemeral = false): Connection => ({ id, ephemeral }) as Connection
const of = (collectionId: string) => ({ applicationId: 'app', collectionId })
const wide = (width: number): ColumnLayout => ({
  ...{ widths: [{ keys: ['vehicle', 'registration'], width }], hidden: [['notes']], pinned: [], order: [] },
})
const nothing: ColumnLayout = { widths: [], hidden: [], pinned: [], order: [] }

describe('the layout of a collection', () => {
  it('is there again after a restart, in a private file, and is that of no other collection', async () => {
    await open().set(connection('a'), of('weighings'), wide(200))
    const again = open()
    expect(await again.get(connection('a'), of('weighings'))).toEqual(wide(200))
    expect(await again.get(connection('a'), of('vehicles'))).toBeNull()
    expect(await again.get(connection('b'), of('weighings'))).toBeNull()
    expect((await stat(path)).mode & 0o777).toBe(0o600)
  })

  it('goes with its connection, and when the columns are reset', async () => {
    const layouts = open()
    await layouts.set(connection('a'), of('weighings'), wide(200))
    await layouts.set(connection('b'), of('weighings'), wide(300))
    await layouts.set(connection('b'), of('sites'), wide(300))
    await layouts.forgetConnection('a')
    await layouts.set(connection('b'), of('sites'), nothing)
    expect(await layouts.get(connection('a'), of('weighings'))).toBeNull()
    expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({
      collections: [{ connectionId: 'b', collectionId: 'weighings' }],
    })
  })

  it('of a connection of this session alone never reaches the disk', async () => {
    const layouts = open()
    await layouts.set(connection('demo', true), of('weighings'), wide(200))
    expect(await layouts.get(connection('demo', true), of('weighings'))).toEqual(wide(200))
    await expect(stat(path)).rejects.toMatchObject({ code: 'ENOENT' })
    await layouts.forgetConnection('demo')
    expect(await layouts.get(connection('demo', true), of('weighings'))).toBeNull()
  })

  it('makes room for those of other collections, the one changed longest ago first', async () => {
    const layouts = open()
    const demo = connection('demo', true)
    for (let at = 0; at <= 300; at++) await layouts.set(demo, of(`c${at}`), wide(100))
    expect(await layouts.get(demo, of('c0'))).toBeNull()
    expect(await layouts.get(demo, of('c1'))).toEqual(wide(100))
  })
})

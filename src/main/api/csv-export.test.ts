import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type DemoCloud, startDemoCloud } from '../../../demo-cloud/server.ts'
import type { Connection } from '../../shared/connection.ts'
import { emptyQuery } from '../../shared/documents.ts'
import type { Api } from './create-api.ts'
import { createExplorer, type Explorer } from './testing/explorer.ts'

let cloud: DemoCloud
let explorer: Explorer
const size = 20_000
let api: Api
let connection: Connection

beforeAll(async () => {
  cloud = await startDemoCloud({ documents: size })
  explorer = await createExplorer(cloud.description)
  ;({ api, connection } = explorer)
})
afterEach(() => explorer.control('DELETE', 'faults'))
afterAll(async () => {
  await explorer.close()
  await cloud.close()
})

describe('CSV', () => {
  it('is written whole, with blocks that were never loaded, and nothing is left beside it', async () => {
    const input = await explorer.collection('weighings')
    const { columns } = await api.documents(connection, { ...input, block: 0, fresh: false })
    const path = join(explorer.folder, 'weighings.csv')
    const written = await api.saveCsv(
      connection,
      { ...input, columns: columns.map(column => [...column.keys]), rows: 1_050 },
      path,
    )
    expect(written).toEqual({ path, rows: 1_050 })
    const text = await readFile(path, 'utf8')
    expect(text.startsWith(`\ufeff${columns[0]?.path},`)).toBe(true)
    expect(text.split('\r\n').length).toBeGreaterThanOrEqual(1_052)
    expect((await readdir(explorer.folder)).filter(name => name.endsWith('.part'))).toEqual([])
  })

  it('leaves no file behind when it is cancelled or the API fails midway', async () => {
    const input = {
      ...(await explorer.collection('weighings')),
      query: { ...emptyQuery, hidesystemflags: true },
    }
    const request = { ...input, columns: [['_id']], rows: size }
    const path = join(explorer.folder, 'cancelled.csv')
    await expect(api.saveCsv(connection, request, path, AbortSignal.abort())).rejects.toMatchObject({
      code: 'cancelled',
    })
    await api.documents(connection, { ...input, block: 0, fresh: false })
    await explorer.fault({ kind: 'status', status: 500 })
    await expect(api.saveCsv(connection, request, path)).rejects.toMatchObject({ code: 'server_error' })
    expect((await readdir(explorer.folder)).filter(name => name.startsWith('cancelled'))).toEqual([])
  })

  it('says so when the file cannot be written', async () => {
    const input = await explorer.collection('weighings')
    const path = join(explorer.folder, 'no such explorer.folder', 'x.csv')
    const saving = api.saveCsv(connection, { ...input, columns: [['_id']], rows: 1 }, path)
    await expect(saving).rejects.toMatchObject({
      code: 'invalid_input',
      message: expect.stringContaining('ENOENT'),
    })
  })

  it('for the clipboard has 10,000 rows at most', async () => {
    const input = await explorer.collection('weighings')
    const { text, rows } = await api.csvText(connection, { ...input, columns: [['_id']], rows: 20_000 })
    expect(rows).toBe(10_000)
    expect(text.split('\r\n')).toHaveLength(10_002)
  })
})

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type DemoCloud, startDemoCloud } from '../server.ts'
import { type Caller, callAs, documentsPath } from '../test-caller.ts'

let cloud: DemoCloud
let caller: Caller
let vehicles: string

beforeAll(async () => {
  cloud = await startDemoCloud({ documents: 10 })
  caller = await callAs(cloud.description, 'works')
  vehicles = await documentsPath(caller, 'Weighbridge network', 'vehicles')
})
afterAll(() => cloud.close())

const count = async (): Promise<number> => (await caller.json(`${vehicles}?countonly=true`)).data
const send = (method: string, path: string, body: unknown): Promise<Response> =>
  caller.fetch(path, { method, body: JSON.stringify(body) })

describe('inserting', () => {
  it('makes a document with flags and the copy of what it refers to', async () => {
    const before = await count()
    const { data: known } = await caller.json(`${vehicles}?l=1&foreignkeys=true`)
    const response = await send('POST', vehicles, { registration: 'NE11 WWW', haulierId: known[0].haulierId })
    expect(response.status).toBe(201)
    const { data: made } = (await response.json()) as { data: Record<string, unknown> }
    expect(made).toMatchObject({ registration: 'NE11 WWW', haulier: known[0].haulier })
    expect(made._hash).toMatch(/^[0-9a-f]{40}$/)
    expect(await count()).toBe(before + 1)
    expect((await caller.json(`${vehicles}?o=${before}`)).data[0]._id).toBe(made._id)
  })

  it('refuses what is not an object', async () => {
    expect((await send('POST', vehicles, [1])).status).toBe(400)
  })
})

describe('replacing', () => {
  it('needs the hash that was read, and changes it', async () => {
    const [before] = (await caller.json(`${vehicles}?l=1`)).data
    const path = `${vehicles}/${before._id}`
    const response = await send('PUT', path, { ...before, axles: 9 })
    expect(response.status).toBe(200)
    const after = (await caller.json(path)).data
    expect(after).toMatchObject({ _id: before._id, axles: 9, _createdAt: before._createdAt })
    expect(after._hash).not.toBe(before._hash)

    expect((await send('PUT', path, { ...before, axles: 1 })).status).toBe(409)
    expect((await send('PUT', path, { axles: 1 })).status).toBe(400)
    expect((await caller.json(path)).data).toEqual(after)
  })

  it('is seen by queries at once', async () => {
    const filter = { registration: 'ZZ99 ZZZ' }
    expect((await caller.search(`${vehicles}?countonly=true`, { filter })).data).toBe(0)
    const [, before] = (await caller.json(`${vehicles}?l=2`)).data
    await send('PUT', `${vehicles}/${before._id}`, { ...before, registration: 'ZZ99 ZZZ' })
    expect((await caller.search(`${vehicles}?countonly=true`, { filter })).data).toBe(1)
  })
})

describe('deleting', () => {
  it('needs the hash, takes the document away and leaves the others in order', async () => {
    const some = (await caller.json(`${vehicles}?o=10&l=4`)).data
    const before = await count()
    const path = `${vehicles}/${some[1]._id}`
    expect((await send('DELETE', path, { _hash: some[0]._hash })).status).toBe(409)
    expect((await send('DELETE', path, { _hash: some[1]._hash })).status).toBe(200)
    expect((await caller.fetch(path)).status).toBe(404)
    expect(await count()).toBe(before - 1)
    const left = (await caller.json(`${vehicles}?o=10&l=3`)).data
    expect(left).toEqual([some[0], some[2], some[3]])
  })
})

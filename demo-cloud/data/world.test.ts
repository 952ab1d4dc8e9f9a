import { describe, expect, it } from 'vitest'
import { LAST_MOMENT } from './calendar.ts'
import { hashOf } from './collection-store.ts'
import { createWorld, type World } from './world.ts'

const NOW = Date.UTC(2026, 10, 23)
const MONTH_MS = 30 * 24 * 3600 * 1000

/** Every 37th document of every collection, in bytes. */
function everything(world: World): string {
  return world.applications
    .flatMap(({ id, collections }) =>
      collections.map(store => {
        const documents = []
        for (let position = 0; position < store.count(); position += 37) documents.push(store.at(position))
        return JSON.stringify([id, store.model.id, store.model.name, documents])
      }),
    )
    .join('\n')
}

const secrets = (world: World): string =>
  JSON.stringify(world.clients.map(({ secret, apiKey }) => [secret, apiKey]))

describe('the world of a seed', () => {
  it('is the same byte for byte, whenever it is made', () => {
    const first = createWorld('one', 3_000, () => NOW)
    const later = createWorld('one', 3_000, () => NOW + MONTH_MS)
    expect(everything(later)).toBe(everything(first))
    expect(secrets(later)).toBe(secrets(first))
  })

  it('is another one with another seed', () => {
    const one = createWorld('one', 100, () => NOW)
    const two = createWorld('two', 100, () => NOW)
    expect(everything(two)).not.toBe(everything(one))
    expect(secrets(two)).not.toBe(secrets(one))
  })

  it('ends licences relative to its start', () => {
    const [first] = createWorld('one', 10, () => NOW).applications
    const [later] = createWorld('one', 10, () => NOW + MONTH_MS).applications
    expect(Date.parse(later?.expiry ?? '') - Date.parse(first?.expiry ?? '')).toBe(MONTH_MS)
  })

  it('lets things happen one after another, in working hours, before the last moment', () => {
    const store = createWorld('one', 4_000, () => NOW).applications[0]?.collections[0]
    let before = 0
    for (let position = 0; position < 4_000; position += 1) {
      const created = Date.parse(store?.at(position)?.flags._createdAt ?? '')
      expect(created).toBeGreaterThanOrEqual(before)
      expect(created).toBeLessThanOrEqual(LAST_MOMENT)
      const date = new Date(created)
      expect(date.getUTCDay()).not.toBe(0)
      expect(date.getUTCHours()).toBeGreaterThanOrEqual(6)
      expect(date.getUTCHours()).toBeLessThan(18)
      before = created
    }
  })

  it('finds each document by its ID', () => {
    for (const { collections } of createWorld('one', 500, () => NOW).applications) {
      for (const store of collections) {
        const last = store.at(store.count() - 1)
        if (last === undefined) continue
        const found = store.find(last.flags._id)
        expect(found?.flags).toEqual(last.flags)
        expect(hashOf(found?.fields ?? {})).toBe(hashOf(last.fields))
      }
    }
  })
})

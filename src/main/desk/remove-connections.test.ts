import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { emptyConnectionFields } from '../../shared/connection.ts'
import { ExplorerError } from '../../shared/errors.ts'
import { type Connections, createConnections, createDrafts, type Keychain } from '../connections/index.ts'
import { removeConnections, restoreConnections } from './remove-connections.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'removals-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

/** Nothing here has a secret. */
const unused: Keychain = {
  get: () => Promise.reject(new Error('Not asked.')),
  set: () => Promise.reject(new Error('Not asked.')),
  delete: async () => {},
  state: async () => ({ state: 'unavailable', message: '', hint: '' }),
  stop: async () => {},
}

/** Connections without secrets, and a clock that passes the time of undo when told. */
async function setUp(count: number) {
  const due: (() => void)[] = []
  const drafts = createDrafts({ newId: randomUUID, readClipboardText: () => '' })
  const connections = createConnections({
    folder,
    keychain: unused,
    drafts,
    onChange: () => {},
    clock: {
      now: Date.now,
      after: (_, run) => {
        due.push(run)
        return () => {}
      },
    },
  })
  const ids: string[] = []
  for (let number = 0; number < count; number++) {
    const { draftId } = drafts.open()
    const fields = { ...emptyConnectionFields, name: `Yard ${number}`, clientId: `client-${number}` }
    const saved = await connections.save({ connectionId: null, draftId, fields, secretStorage: 'session' })
    ids.push(saved.id)
  }
  const tokens = { close: () => {}, forget: () => {} }
  return { connections, tokens, ids, due }
}

const names = async ({ list }: Connections) => (await list()).connections.map(({ name }) => name)

describe('Deleting many connections', () => {
  it('leaves out those that are gone already', async () => {
    const { connections, tokens, ids } = await setUp(3)
    const removal = await removeConnections({ connections, tokens }, [randomUUID(), ...ids])
    expect(removal).toMatchObject({ problem: null })
    await restoreConnections(connections, removal.undoIds)
    expect(await names(connections)).toEqual(['Yard 0', 'Yard 1', 'Yard 2'])
  })

  it('that stops half-way answers what can be brought back, and why it stopped', async () => {
    const { connections, tokens, ids } = await setUp(4)
    let left = 2
    const broken = {
      list: connections.list,
      remove: async (id: string) => {
        if (left-- === 0) throw new ExplorerError('internal', 'The disk is full.')
        return connections.remove(id)
      },
    }
    const { undoIds, problem } = await removeConnections({ connections: broken, tokens }, ids)
    expect(problem).toMatchObject({ message: 'The disk is full.' })
    expect(await names(connections)).toEqual(['Yard 2', 'Yard 3'])
    await restoreConnections(connections, undoIds)
    expect(await names(connections)).toHaveLength(4)
  })

  it('is undone for all that still can be, and says how many cannot', async () => {
    const { connections, tokens, ids, due } = await setUp(4)
    const { undoIds } = await removeConnections({ connections, tokens }, ids)
    for (const complete of due.slice(0, 2)) complete()
    await expect(restoreConnections(connections, undoIds)).rejects.toMatchObject({
      code: 'not_found',
      message: expect.stringContaining('2 of 4 connections could not be brought back.'),
    })
    expect(await names(connections)).toEqual(['Yard 2', 'Yard 3'])
  })
})

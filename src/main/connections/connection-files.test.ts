import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Connection, emptyConnectionFields } from '../../shared/connection.ts'
import { createConnectionFiles } from './connection-files.ts'

let parent = ''
let folder = ''
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'files-'))
  folder = join(parent, 'connections')
})
afterEach(() => rm(parent, { recursive: true, force: true }))

const idOf = (n: number) => `00000000-0000-4000-8000-00000000000${n}`

function connection(n: number): Connection {
  return {
    ...emptyConnectionFields,
    id: idOf(n),
    name: `Connection ${n}`,
    clientId: 'client',
    secretStorage: 'keychain',
    hasSecret: { clientSecret: true, apiKey: false },
    renewAutomatically: true,
    ephemeral: false,
    createdAt: '2026-01-01T00:00:00.000Z',
    updatedAt: '2026-01-01T00:00:00.000Z',
  }
}

async function writeOne(n: number) {
  await createConnectionFiles(folder).write({ connection: connection(n), unknown: {} })
  return join(folder, `${idOf(n)}.json`)
}

const readAll = () => createConnectionFiles(folder).readAll()
const permissions = async (path: string) => (await stat(path)).mode & 0o777

describe('connection files', () => {
  it('come back as they were written', async () => {
    await writeOne(1)
    await writeOne(2)
    const { data, errors } = await readAll()
    expect(data.map(record => record.connection)).toEqual([connection(1), connection(2)])
    expect(errors).toEqual([])
  })

  it('are for their owner alone, also where they were not', async () => {
    const file = await writeOne(1)
    expect([await permissions(folder), await permissions(file)]).toEqual([0o700, 0o600])
    await chmod(folder, 0o755)
    await chmod(file, 0o644)
    await readAll()
    expect([await permissions(folder), await permissions(file)]).toEqual([0o700, 0o600])
  })

  it.each([
    ['half-written', (text: string) => text.slice(0, text.length / 2), /not complete JSON/],
    ['empty', () => '', /not complete JSON/],
    ['not an object', () => '[1]', /not complete JSON/],
    ['without its token URL', (text: string) => text.replace(/ *"tokenUrl".*\n/, ''), /value of tokenUrl/],
    [
      'with an address that is none',
      (text: string) => text.replace(/https:[^"]*/, 'nowhere'),
      /value of tokenUrl/,
    ],
    ['of another id', (text: string) => text.replace(idOf(1), idOf(9)), /name and its id differ/],
    ['far too long', (text: string) => text + ' '.repeat(1_000_001), /far too long/],
  ])('that are %s are set aside and reported, and hide no other', async (_, damage, reason) => {
    const file = await writeOne(1)
    await writeOne(2)
    const damagedText = damage(await readFile(file, 'utf8'))
    await writeFile(file, damagedText)

    const { data, errors } = await readAll()
    expect(data.map(record => record.connection.name)).toEqual(['Connection 2'])
    expect(errors).toEqual([{ file: `${idOf(1)}.json.damaged`, message: expect.stringMatching(reason) }])
    expect(await readFile(`${file}.damaged`, 'utf8')).toBe(damagedText)
    expect((await readAll()).errors).toEqual([])
  })

  it('that are damaged twice are both kept', async () => {
    for (const text of ['first', 'second']) {
      await writeFile(await writeOne(1), text)
      await readAll()
    }
    expect(await readdir(folder)).toEqual([`${idOf(1)}.json.damaged`, `${idOf(1)}.json.damaged-2`])
  })

  it('keep what a newer version wrote beside the keys of this one', async () => {
    const file = await writeOne(1)
    const newer = { ...JSON.parse(await readFile(file, 'utf8')), colour: 'blue', later: { a: [1] } }
    await writeFile(file, JSON.stringify(newer))
    const [record] = (await readAll()).data
    if (record === undefined) throw new Error('The file was not read.')
    await createConnectionFiles(folder).write({
      ...record,
      connection: { ...record.connection, name: 'Renamed' },
    })
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({ ...newer, name: 'Renamed' })
  })

  it('of a newer format are reported and left alone', async () => {
    const file = await writeOne(1)
    const text = JSON.stringify({ version: 2, everything: 'else' })
    await writeFile(file, text)
    const { data, errors } = await readAll()
    expect(data).toEqual([])
    expect(errors).toEqual([{ file: `${idOf(1)}.json`, message: expect.stringContaining('newer version') }])
    expect(await readFile(file, 'utf8')).toBe(text)
  })

  it('are only regular files with the name of an id', async () => {
    const outside = join(parent, 'outside.json')
    await writeFile(outside, 'not ours')
    await writeOne(1)
    await symlink(outside, join(folder, `${idOf(2)}.json`))
    await mkdir(join(folder, `${idOf(3)}.json`))
    for (const odd of ['notes.json', '.json', `${idOf(4)}.json.123456`])
      await writeFile(join(folder, odd), '{')
    const { data, errors } = await readAll()
    expect(data).toHaveLength(1)
    expect(errors).toEqual([])
    expect(await readFile(outside, 'utf8')).toBe('not ours')
  })

  it('cannot be written under a name that is no id', async () => {
    const files = createConnectionFiles(folder)
    const record = { connection: { ...connection(1), id: '../../outside' }, unknown: {} }
    await expect(files.write(record)).rejects.toThrow()
    expect(await readdir(parent)).not.toContain('outside.json')
  })
})

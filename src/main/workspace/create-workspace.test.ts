import { randomUUID } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { type BuiltRequest, bodyKinds, emptyRequest } from '../../shared/requests.ts'
import { redactText } from '../http/index.ts'
import { withoutSecrets } from '../requests/index.ts'
import { createWorkspace, type Workspace } from './create-workspace.ts'
import { readRequestFile, writeRequestFile } from './request-file.ts'

let outside: string
let root: string
let workspace: Workspace

beforeEach(async () => {
  outside = await mkdtemp(join(tmpdir(), 'workspace-'))
  onTestFinished(() => rm(outside, { recursive: true, force: true }))
  root = join(outside, 'requests')
  workspace = createWorkspace({
    root: async () => ({ path: root, isDefault: true }),
    withoutSecrets: request => withoutSecrets(request, redactText),
    scrub: redactText,
    newId: randomUUID,
  })
})

const search: BuiltRequest = {
  ...emptyRequest,
  method: 'SEARCH',
  path: '/{ApplicationID}/collections/{CollectionID}/documents',
  query: [{ name: 'l', value: '100', on: true }],
  body: { kind: 'json', text: '{\n  "filter": {}\n}', fields: [] },
}
const save = (name: string, folder = '', request = search, savedId: string | null = null) =>
  workspace.save({ savedId, folder, name, request })
const names = async (): Promise<readonly string[]> =>
  (await workspace.list()).requests.map(({ name }) => name)

describe('a file of a saved request', () => {
  it('is read and compared by people: in order, line by line, without what is as usual', () => {
    expect(writeRequestFile({ name: 'Heavy loads', request: search })).toBe(`{
  "body": {
    "kind": "json",
    "lines": [
      "{",
      "  \\"filter\\": {}",
      "}"
    ]
  },
  "method": "SEARCH",
  "name": "Heavy loads",
  "path": "/{ApplicationID}/collections/{CollectionID}/documents",
  "query": [
    {
      "name": "l",
      "on": true,
      "value": "100"
    }
  ],
  "version": 1
}
`)
  })

  it('gives back any request as it was', () => {
    const row = fc.record({ name: fc.string(), value: fc.string({ unit: 'grapheme' }), on: fc.boolean() })
    const request = fc.record({
      method: fc.constantFrom('GET', 'SEARCH', 'M-SEARCH'),
      path: fc.string({ unit: 'grapheme' }),
      values: fc.array(fc.record({ name: fc.string(), value: fc.string() }), { maxLength: 3 }),
      query: fc.array(row, { maxLength: 3 }),
      headers: fc.array(row, { maxLength: 3 }),
      body: fc.record({
        kind: fc.constantFrom(...bodyKinds.filter(kind => kind !== 'none')),
        text: fc.string({ unit: fc.constantFrom('a', '\n', '\r', '"', '\u2028') }),
        fields: fc.array(row, { maxLength: 3 }),
      }),
      authorization: fc.boolean(),
    })
    fc.assert(
      fc.property(request, given => {
        const text = writeRequestFile({ name: 'x', request: given })
        expect(readRequestFile(text)).toEqual({ name: 'x', request: given })
      }),
    )
  })
})

describe('saved requests', () => {
  it('are kept in folders, changed, copied, moved and found again', async () => {
    const { savedId } = await save('Heavy loads today', 'Yard reports')
    expect(savedId).toBe('Yard reports/heavy-loads-today.request.json')
    expect(await workspace.get(savedId)).toMatchObject({ name: 'Heavy loads today', request: search })
    await save('Heavy loads today', '', { ...search, method: 'GET' }, savedId)
    expect((await workspace.get(savedId)).request.method).toBe('GET')
    await workspace.duplicate(savedId)
    await workspace.rename(savedId, 'Loads')
    expect(await names()).toEqual(['Heavy loads today (copy)', 'Loads'])
    const moved = await workspace.move(savedId, 'Onboarding/New')
    expect((await workspace.list()).requests.find(each => each.savedId === moved.savedId)).toMatchObject({
      folder: 'Onboarding/New',
      name: 'Loads',
    })
    await workspace.renameFolder('Onboarding', 'Start')
    expect((await workspace.list()).folders).toEqual(['Start', 'Start/New', 'Yard reports'])
  })

  it('are not written over where somebody else changed them meanwhile', async () => {
    const { savedId, version } = await save('One')
    const again = (path: string, known?: string) =>
      workspace.save({ savedId, version: known, folder: '', name: 'One', request: { ...search, path } })
    const file = join(root, savedId)
    // Another name or layout is no other request.
    await writeFile(file, JSON.stringify(JSON.parse((await readFile(file, 'utf8')).replace('One', 'Uno'))))
    const second = await again('/mine', version)
    expect((await workspace.get(savedId)).version).toBe(second.version)
    const theirs = '{ "version": 1, "name": "One", "path": "/theirs" }'
    for (const text of [theirs, '<<<<<<< HEAD']) {
      await writeFile(file, text)
      await expect(again('/mine too', second.version)).rejects.toMatchObject({ code: 'conflict' })
      expect(await readFile(file, 'utf8')).toBe(text)
    }
    await again('/mine too')
    expect((await workspace.get(savedId)).request.path).toBe('/mine too')
    await rm(file)
    await again('/back', second.version)
    expect((await workspace.get(savedId)).request.path).toBe('/back')
  })

  it('come back after a deletion, alone or with their folder', async () => {
    const { savedId } = await save('One', 'A')
    await save('Two', 'A/B')
    const { undoId } = await workspace.remove(savedId)
    expect(await names()).toEqual(['Two'])
    await workspace.undoRemove(undoId)
    const folder = await workspace.removeFolder('A')
    expect(await workspace.list()).toMatchObject({ folders: [], requests: [] })
    await workspace.undoRemove(folder.undoId)
    expect([...(await names())].toSorted()).toEqual(['One', 'Two'])
    await expect(workspace.undoRemove(folder.undoId)).rejects.toThrow('brought back')
  })

  it('leave files that are none of theirs where they are', async () => {
    await save('One', 'A')
    await writeFile(join(root, 'A', 'README.md'), 'kept')
    await workspace.removeFolder('A')
    expect(await readdir(join(root, 'A'))).toEqual(['README.md'])
  })

  it('show what came by git, and what was taken away', async () => {
    await save('One')
    await mkdir(join(root, 'from git'))
    await mkdir(join(root, '.git'))
    const theirs = '{ "version": 1, "name": "Theirs", "path": "/access" }'
    await writeFile(join(root, 'from git', 'theirs.request.json'), theirs)
    await writeFile(join(root, '.git', 'hidden.request.json'), theirs)
    expect(await names()).toEqual(['Theirs', 'One'])
    expect((await workspace.get('from git/theirs.request.json')).request.method).toBe('GET')
    await rm(join(root, 'one.request.json'))
    expect(await names()).toEqual(['Theirs'])
    await expect(workspace.get('one.request.json')).rejects.toThrow('no longer')
  })

  it('are all shown although one of the files is damaged', async () => {
    await save('One')
    await writeFile(join(root, 'a.request.json'), '<<<<<<< HEAD')
    await writeFile(join(root, 'b.request.json'), '{ "version": 2 }')
    await writeFile(join(root, 'c.request.json'), '{ "version": 1, "name": "c", "method": "A B" }')
    const { requests, problems } = await workspace.list()
    expect(requests.map(({ name }) => name)).toEqual(['One'])
    expect(problems).toEqual([
      { file: 'a.request.json', message: 'It is not JSON.' },
      { file: 'b.request.json', message: expect.stringContaining('version') },
      { file: 'c.request.json', message: expect.stringContaining('one word') },
    ])
    expect(await readFile(join(root, 'a.request.json'), 'utf8')).toBe('<<<<<<< HEAD')
  })

  it('hold no secret, and say what was left out', async () => {
    const request: BuiltRequest = {
      ...search,
      path: '/access?access_token=t0psecret',
      query: [{ name: 'api_key', value: 't0psecret', on: true }],
      headers: [
        { name: 'Authorization', value: 'Bearer t0psecret', on: false },
        { name: 'X-Note', value: 'kept', on: true },
      ],
      body: { kind: 'json', text: '{"client_secret":"t0psecret"}', fields: [] },
    }
    const { savedId, leftOut } = await save('S', '', request)
    const text = await readFile(join(root, savedId), 'utf8')
    expect(text).not.toContain('t0psecret')
    expect(text).toContain('kept')
    expect(leftOut).toEqual([
      'the value of the header Authorization',
      'the value of the parameter api_key',
      'a part of the body',
      'a part of the path',
    ])
  })
})

describe('names', () => {
  it.each([
    ['../../etc/passwd', 'etc-passwd.request.json'],
    ['CON', 'request-con.request.json'],
    ['com1', 'request-com1.request.json'],
    ['a\0b', 'a-b.request.json'],
    ['...', 'request.request.json'],
    ['漢字 ü', '漢字-ü.request.json'],
    ['\u{1f69a}', 'request.request.json'],
  ])('%j becomes a file that every system takes', async (name, file) => {
    const { savedId } = await save(name)
    expect(savedId).toBe(file)
    expect((await workspace.get(savedId)).name).toBe(name.trim())
  })

  it('long ones are cut, and those that differ by case alone are told apart', async () => {
    const { savedId } = await save('漢'.repeat(120))
    expect(Buffer.byteLength(savedId)).toBeLessThan(200)
    expect((await save('Loads')).savedId).toBe('loads.request.json')
    expect((await save('LOADS')).savedId).toBe('loads-2.request.json')
    await workspace.addFolder('Yard')
    await expect(workspace.addFolder('yard')).rejects.toThrow('already')
  })

  it.each(['..', '../x', 'a/../../x', '/etc', 'a//b', 'a\\b', 'C:', '.git', 'nul', 'a\0', 'x.'])(
    'the folder %j is refused',
    async folder => {
      await expect(save('x', folder)).rejects.toMatchObject({ code: 'invalid_input' })
      await expect(workspace.addFolder(folder)).rejects.toMatchObject({ code: 'invalid_input' })
    },
  )

  it.each(['../secret.request.json', 'a/../../secret.request.json', '..\\secret.request.json', 'notes.txt'])(
    'the place %j is neither read nor written',
    async place => {
      await writeFile(join(outside, 'secret.request.json'), '{}')
      await expect(workspace.get(place)).rejects.toMatchObject({ code: 'invalid_input' })
      await expect(save('x', '', search, place)).rejects.toMatchObject({ code: 'invalid_input' })
      await expect(workspace.remove(place)).rejects.toMatchObject({ code: 'invalid_input' })
      expect(await readFile(join(outside, 'secret.request.json'), 'utf8')).toBe('{}')
    },
  )

  it('a link does not lead out of the folder', async () => {
    await save('One')
    await mkdir(join(outside, 'elsewhere'))
    await symlink(join(outside, 'elsewhere'), join(root, 'link'))
    await expect(save('x', 'link')).rejects.toThrow('leads out')
    expect((await workspace.list()).folders).toEqual([])
    expect(await readdir(join(outside, 'elsewhere'))).toEqual([])
  })
})

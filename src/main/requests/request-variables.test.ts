import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { aConnection } from '../api/testing/bench.ts'
import { createSecretScrubber, redactText } from '../http/index.ts'
import { createRequestVariables } from './request-variables.ts'

async function someParts() {
  const folder = await mkdtemp(join(tmpdir(), 'variables-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const scrubber = createSecretScrubber()
  scrubber.know('known-secret-4711')
  const scrub = (text: string): string => scrubber.scrub(redactText(text))
  return { path: join(folder, 'variables.json'), scrub, now: () => 1 }
}

const one = (name: string, value: string) => [{ name, value }]

describe('the variables of requests', () => {
  it('are kept in one private file, some for all connections and some for one', async () => {
    const parts = await someParts()
    const other = { ...aConnection, id: '0d7f4b52-6d3c-4c53-9d5f-0f6f5a3a2b11' }
    const scopes = { everywhere: one('limit', '10'), connection: one('app', 'x') }
    await createRequestVariables(parts).save(aConnection, scopes)
    const variables = createRequestVariables(parts)
    expect(await variables.list(aConnection)).toEqual(scopes)
    expect(await variables.list(other)).toEqual({ everywhere: one('limit', '10'), connection: [] })
    expect((await stat(parts.path)).mode & 0o777).toBe(0o600)
    await variables.forget(aConnection.id)
    expect((await variables.list(aConnection)).connection).toEqual([])
  })

  it.each([
    ['API_KEY', 'anything'],
    ['note', 'of known-secret-4711'],
    ['header', 'Bearer abcdefghijklmnopqrstuvwxyz'],
  ])('refuse %s, which looks like a secret, and say where it belongs', async (name, value) => {
    const variables = createRequestVariables(await someParts())
    const saving = variables.save(aConnection, { everywhere: [], connection: one(name, value) })
    await expect(saving).rejects.toMatchObject({
      code: 'invalid_input',
      message: expect.stringContaining(name),
      hint: expect.stringContaining('keychain'),
    })
    expect((await variables.list(aConnection)).connection).toEqual([])
  })

  it.each([
    ['too many', Array.from({ length: 201 }, (_, n) => ({ name: `n${n}`, value: '' })), 'can have 200'],
    ['a name twice', [...one('app', 'x'), ...one('app', 'y')], 'the same name'],
    ['a name that cannot be one', one('a b', 'x'), 'letters, digits'],
  ])('are refused where the next read would not take them: %s', async (_what, connection, says) => {
    const parts = await someParts()
    const variables = createRequestVariables(parts)
    const before = { everywhere: one('limit', '10'), connection: [] }
    await variables.save(aConnection, before)
    await expect(variables.save(aConnection, { everywhere: [], connection })).rejects.toMatchObject({
      code: 'invalid_input',
      message: expect.stringContaining(says),
    })
    expect(await createRequestVariables(parts).list(aConnection)).toEqual(before)
  })

  it('of a connection of this session never reach the disk', async () => {
    const parts = await someParts()
    const variables = createRequestVariables(parts)
    const ephemeral = { ...aConnection, ephemeral: true }
    await variables.save(ephemeral, { everywhere: [], connection: one('app', 'only-here') })
    expect((await variables.list(ephemeral)).connection).toEqual(one('app', 'only-here'))
    expect(await readFile(parts.path, 'utf8')).not.toContain('only-here')
  })
})

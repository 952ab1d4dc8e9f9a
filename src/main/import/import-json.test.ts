import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ExplorerError } from '../../shared/errors.ts'
import { importJson } from './import-json.ts'
import type { ImportedEntry } from './types.ts'

async function* once(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text)
}
async function read(text: string): Promise<ImportedEntry[]> {
  const entries: ImportedEntry[] = []
  for await (const entry of importJson(once(text))) entries.push(entry)
  return entries
}

describe('A customer list in JSON', () => {
  it('is an array of objects whose keys are named like columns', async () => {
    const list = [
      { name: 'Yard', clientId: 'id-1', client_secret: 's', 'API Key': 'k', scopes: ['openid', 'a'] },
      { clientId: 'id-2', customer: null },
    ]
    expect(await read(`\ufeff${JSON.stringify(list)}`)).toMatchObject([
      {
        kind: 'row',
        row: {
          line: 1,
          fields: { name: 'Yard', scope: 'openid a' },
          secrets: { clientSecret: 's', apiKey: 'k' },
        },
      },
      { kind: 'row', row: { line: 2, fields: { name: 'id-2' }, secrets: {} } },
    ])
  })

  it('tells of each entry that cannot be used and goes on', async () => {
    const list = [
      1,
      { name: 'x' },
      { client_id: 7 },
      { client_id: 'a', clientId: 'b' },
      { client_id: 'fine' },
    ]
    expect(await read(JSON.stringify(list))).toMatchObject([
      { problem: { line: 1, reason: 'Not an object.' } },
      { problem: { line: 2, reason: 'client_id: missing.' } },
      { problem: { line: 3, reason: 'client_id: not a text.' } },
      { problem: { line: 4, reason: 'More than one key means client_id.' } },
      { kind: 'row' },
    ])
  })

  it.each(['{"client_id":"a"}', '[{"client_secret":"CANARY"', '', 'null'])('refuses %s', async text => {
    const failure = await read(text).catch((error: unknown) => error)
    expect(failure).toMatchObject({ code: 'invalid_input' })
    expect(String(failure)).not.toContain('CANARY')
  })

  it('never fails in another way, whatever the JSON', async () => {
    await fc.assert(
      fc.asyncProperty(fc.json(), async text => {
        try {
          await read(`[${text}]`)
        } catch (error) {
          if (!(error instanceof ExplorerError)) throw error
        }
      }),
      { numRuns: 500 },
    )
  })
})

import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { type Connection, emptyConnectionFields } from '../../shared/connection.ts'
import { importCsv, importJson } from '../import/index.ts'
import { csvList, jsonList } from './connection-list.ts'

const connection: Connection = {
  ...emptyConnectionFields,
  id: '00000000-0000-4000-8000-000000000001',
  name: 'Waage; "Nord"',
  customer: 'Grünfeld',
  clientId: 'gruenfeld-nord',
  environment: 'custom',
  tokenUrl: 'https://auth.example.com/token',
  apiBaseUrl: 'https://api.example.com',
  tags: ['north', 'ops'],
  secretStorage: 'keychain',
  hasSecret: { clientSecret: true, apiKey: true },
  renewAutomatically: true,
  ephemeral: false,
  createdAt: '',
  updatedAt: '',
}

describe('A list of connections that was written', () => {
  it.each([
    ['CSV', csvList, importCsv],
    ['JSON', jsonList, importJson],
  ])('as %s is read again, but for its secrets', async (_, write, read) => {
    const entries = []
    for await (const entry of read(Readable.from([Buffer.from(write([connection]))]))) entries.push(entry)
    const { clientId, name, customer, tokenUrl, apiBaseUrl, tags } = connection
    expect(entries).toMatchObject([
      { kind: 'row', row: { fields: { clientId, name, customer, tokenUrl, apiBaseUrl, tags }, secrets: {} } },
    ])
  })

  it('holds no formula as CSV', () => {
    expect(csvList([{ ...connection, name: '=HYPERLINK("x")' }])).toContain(`'=HYPERLINK`)
  })
})

import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { FileReading } from '../../../shared/desk.ts'
import { compareRows, heldRow, identityOf, mendedRow } from './held-rows.ts'
import { asItSays, readListFile } from './read-list-file.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'desk-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function read(name: string, text: string | Uint8Array, reading: Partial<FileReading> = {}) {
  const path = join(folder, name)
  await writeFile(path, text)
  const { file, entries } = await readListFile(path, { ...asItSays, ...reading })
  return { file, rows: entries.map((entry, key) => heldRow(entry, key, 0)) }
}
const fieldsIn = ({ rows }: Awaited<ReturnType<typeof read>>) => rows.map(row => row.content?.fields)

describe('A file of customers', () => {
  it('may be a CSV whose columns are named otherwise, once somebody says what they hold', async () => {
    const text = 'Id;Kunde;Passwort;x-api-key\nacme;Acme GmbH;s3cret;k3y\n'
    const before = await read('list.csv', text)
    expect(before.file.csv?.columns).toEqual([
      { name: 'Id', column: null, samples: ['4 characters'] },
      { name: 'Kunde', column: 'customer', samples: ['Acme GmbH'] },
      { name: 'Passwort', column: null, samples: ['6 characters'] },
      { name: 'x-api-key', column: 'api_key', samples: ['3 characters'] },
    ])
    expect(before.file.problem?.code).toBe('invalid_input')
    const after = await read('list.csv', text, {
      columns: ['client_id', 'customer', 'client_secret', 'api_key'],
    })
    expect(after.file.problem).toBeNull()
    expect(after.rows[0]?.content).toMatchObject({
      fields: { clientId: 'acme', customer: 'Acme GmbH' },
      secrets: { clientSecret: 's3cret', apiKey: 'k3y' },
    })
  })

  it('without a header shows how long its values are, and nothing of them, until somebody says what they are', async () => {
    const text = 'acme,CANARY-SECRET,CANARY-KEY\nglobex,CANARY-SECOND,CANARY-2\n'
    const before = await read('list.csv', text)
    expect(before.file).toMatchObject({
      csv: { delimiter: ',', firstLineIsRow: true },
      problem: { code: 'invalid_input' },
    })
    expect(before.file.csv?.columns.map(({ samples }) => samples)).toEqual([
      ['4 characters', '6 characters'],
      ['13 characters', '13 characters'],
      ['10 characters', '8 characters'],
    ])
    expect(JSON.stringify(before.file)).not.toMatch(/CANARY|acme/)
    const after = await read('list.csv', text, { columns: ['client_id', 'client_secret', 'api_key'] })
    expect(after.file.csv?.columns[0]?.samples).toEqual(['acme', 'globex'])
    expect(after.rows.map(({ content }) => content?.secrets.clientSecret)).toEqual([
      'CANARY-SECRET',
      'CANARY-SECOND',
    ])
    expect(JSON.stringify([after.file, after.rows.map(({ shown }) => shown)])).not.toContain('CANARY')
  })

  it('may have a first line of names that are not known, once somebody says so', async () => {
    const text = 'Nutzer;Wachtwoord;f81d4fae-7dec\nacme;s3cret;k3y\n'
    const { file, rows } = await read('list.csv', text, {
      columns: ['client_id', 'client_secret', 'api_key'],
      firstLineIsRow: false,
    })
    expect(file.csv?.columns.map(({ name }) => name)).toEqual(['Nutzer', 'Wachtwoord', ''])
    expect(rows.map(({ content }) => content?.fields.clientId)).toEqual(['acme'])
  })

  it('shows no value that looks like a secret, also where a column is said to hold none', async () => {
    const secrets = [
      'q8Zt-4fLm2xWv',
      'f81d4fae-7dec-11d0',
      'aBcDeFgHiJkLmN',
      'longsecretwith$ign',
      'x eyJhbGciOiJIUzI1',
    ]
    const { file } = await read(
      'list.csv',
      `client_id,name\n${secrets.map(each => `a,${each}`).join('\n')}\n`,
    )
    for (const secret of secrets) expect(JSON.stringify(file)).not.toContain(secret)
    const plain = 'client_id,token_url,name\na,https://auth.example.com/connect/token,Weighbridge network\n'
    const shown = await read('list.csv', plain)
    expect(shown.file.csv?.columns.map(({ samples }) => samples[0])).toEqual([
      'a',
      'https://auth.example.com/connect/token',
      'Weighbridge network',
    ])
  })

  it('is read with the delimiter that somebody chooses', async () => {
    const text = 'client_id:customer, with comma\nacme:Acme\n'
    const found = await read('list.csv', text)
    expect(found.file.csv?.delimiter).toBe(',')
    const { file, rows } = await read('list.csv', text, { delimiter: ':' })
    expect(file).toMatchObject({ problem: null, csv: { delimiter: ':' } })
    expect(rows[0]?.content?.fields.clientId).toBe('acme')
  })

  it.each([
    [
      'a Postman environment',
      'Acme.postman_environment.json',
      JSON.stringify({
        name: 'Acme',
        values: [
          { key: 'client_id', value: 'acme' },
          { key: 'client_secret', value: 's3cret' },
          { key: 'api_key', value: 'k3y' },
        ],
      }),
    ],
    ['a .env file', 'Acme.env', 'CLIENT_ID=acme\nCLIENT_SECRET="s3cret"\nAPI_KEY=k3y\n'],
    [
      'a JSON array',
      'list.json',
      '[{"name":"Acme","clientId":"acme","clientSecret":"s3cret","apiKey":"k3y"}]',
    ],
  ])('may be %s', async (_what, name, text) => {
    const { file, rows } = await read(name, text)
    expect(file.problem).toBeNull()
    expect(rows[0]?.content).toMatchObject({
      fields: { name: 'Acme', clientId: 'acme' },
      secrets: { clientSecret: 's3cret', apiKey: 'k3y' },
    })
    expect(JSON.stringify(rows[0]?.shown)).not.toMatch(/s3cret|k3y/)
  })

  it.each([
    ['list.json', '[{"name":"Müller","clientId":"acme"}]'],
    ['one.json', '{"name":"Müller","client_id":"acme"}'],
    ['Acme.env', 'CONNECTION_NAME=Müller\nCLIENT_ID=acme\nCUSTOMER=Müller\n'],
    ['list.csv', 'client_id,customer\nacme,Müller\n'],
  ])('may be written in UTF-16: %s', async (name, text) => {
    for (const swapped of [false, true]) {
      const bytes = Buffer.from(`\ufeff${text}`, 'utf16le')
      const { file, rows } = await read(name, swapped ? bytes.swap16() : bytes)
      expect(file.problem).toBeNull()
      expect(rows[0]?.content?.fields.clientId).toBe('acme')
      expect(JSON.stringify(rows[0]?.content?.fields)).toContain('Müller')
    }
  })

  it('that cannot be read says so', async () => {
    const { file } = await readListFile(join(folder, 'none.csv'))
    expect(file.problem).toMatchObject({ message: expect.stringContaining('ENOENT') })
  })
})

describe('A row of a list', () => {
  const header = 'client_id,client_secret,api_key,token_url,api_base_url\n'

  it('that is wrong can be corrected without its secrets being shown', async () => {
    const { rows } = await read(
      'list.csv',
      `${header}acme,s3cret,k3y,http://example.com/t,https://example.com\n`,
    )
    const [row] = rows
    if (row === undefined) throw new Error('There is no row.')
    expect(row.shown).toMatchObject({ state: 'wrong', mendable: true, cells: { client_id: 'acme' } })
    const mended = mendedRow(row, { token_url: 'https://example.com/t' })
    expect(mended.shown.state).toBe('new')
    expect(mended.content?.secrets).toEqual({ clientSecret: 's3cret', apiKey: 'k3y' })
    expect(JSON.stringify([row.shown, mended.shown])).not.toMatch(/s3cret|k3y/)
  })

  it('is known already by its client ID and environment, or repeated by an earlier row', async () => {
    const list = await read('list.csv', `${header}acme,s,k,,\nother,s,k,,\nacme,s,k,,\n`)
    const [first] = fieldsIn(list)
    if (first === undefined) throw new Error('There is no row.')
    const connection = {
      ...first,
      id: crypto.randomUUID(),
      apiBaseUrl: `${first.apiBaseUrl.replace('https://api.', 'https://API.')}:443/`,
      secretStorage: 'keychain' as const,
      hasSecret: { clientSecret: true, apiKey: true },
      renewAutomatically: true,
      ephemeral: false,
      createdAt: '',
      updatedAt: '',
    }
    const compared = compareRows(list.rows, new Map([[identityOf(connection), connection]]))
    expect(compared.map(({ shown }) => shown.state)).toEqual(['duplicate', 'new', 'repeated'])
  })
})

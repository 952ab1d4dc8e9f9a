import { stringify } from 'csv-stringify/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { weightronCloud } from '../../shared/connection.ts'
import { ExplorerError } from '../../shared/errors.ts'
import { columns } from './columns.ts'
import { importCsv } from './import-csv.ts'
import type { ImportedEntry } from './types.ts'

async function* chunks(bytes: Uint8Array, size = 65_536): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

async function read(list: string | Uint8Array, chunkSize?: number): Promise<ImportedEntry[]> {
  const bytes = typeof list === 'string' ? Buffer.from(list) : list
  const entries: ImportedEntry[] = []
  for await (const entry of importCsv(chunks(bytes, chunkSize))) entries.push(entry)
  return entries
}

const rowsOf = (entries: readonly ImportedEntry[]) =>
  entries.flatMap(entry => (entry.kind === 'row' ? [entry.row] : []))
const problemsOf = (entries: readonly ImportedEntry[]) =>
  entries.flatMap(entry => (entry.kind === 'problem' ? [entry.problem] : []))

describe('A customer list in CSV', () => {
  it('gives a connection for each row, those of Weightron.Cloud where no address is named', async () => {
    const [row] = rowsOf(
      await read('name,customer,client_id,client_secret,api_key\nYard,Acme,acme-yard,s3cret,k3y\n'),
    )
    expect(row).toMatchObject({
      line: 2,
      fields: {
        name: 'Yard',
        customer: 'Acme',
        clientId: 'acme-yard',
        environment: 'weightron',
        ...weightronCloud,
      },
      secrets: { clientSecret: 's3cret', apiKey: 'k3y' },
    })
  })

  it('takes every default column', async () => {
    const [row] = rowsOf(
      await read(
        `${columns.join(',')}\nYard,Acme,id,s,k,https://auth.example.com/token,https://api.example.com,openid a,basic`,
      ),
    )
    expect(row?.fields).toMatchObject({
      environment: 'custom',
      tokenUrl: 'https://auth.example.com/token',
      apiBaseUrl: 'https://api.example.com',
      scope: 'openid a',
      clientAuthentication: 'basic',
    })
  })

  it.each([[','], [';'], ['\t'], ['|']])('may be separated by %j', async delimiter => {
    const list = [
      ['Client ID', 'Customer', 'Client Secret', 'API-Key'],
      ['id-1', `"A${delimiter}B ""&"" C"`, 's,;|', 'k'],
    ]
    const text = list
      .map(cells => cells.join(delimiter))
      .join('\r\n')
      .replace('s,;|', '"s,;|"')
    expect(rowsOf(await read(text))[0]).toMatchObject({
      fields: { clientId: 'id-1', customer: `A${delimiter}B "&" C` },
      secrets: { clientSecret: 's,;|', apiKey: 'k' },
    })
  })

  it.each(['~', ':', '^', '\u00a7'])('may say that it is separated by %j', async delimiter => {
    const [entry] = await read(`sep=${delimiter}\nclient_id${delimiter}customer\nid-1${delimiter}Acme\n`)
    expect(entry).toMatchObject({ row: { line: 3, fields: { clientId: 'id-1', customer: 'Acme' } } })
  })

  it('may say its delimiter in a line of its own, as Excel does', async () => {
    const entries = await read('sep=|\r\nclient_id|customer\r\nid,1|A;B\r\n', 3)
    expect(rowsOf(entries)[0]).toMatchObject({ line: 3, fields: { clientId: 'id,1', customer: 'A;B' } })
  })

  it.each([
    ['clientId', 'Customer Name', 'Secret', 'x-api-key'],
    ['CLIENT-ID', ' Kunde ', 'client.secret', 'API Key'],
    ['"Client ID"', 'company', 'CLIENT_SECRET', 'apikey'],
  ])('may call its columns %s, %s, %s, %s', async (...names) => {
    const [row] = rowsOf(await read(`${names.join(',')},Remarks\nid,Acme,s,k,anything\n`))
    expect(row).toMatchObject({
      fields: { name: 'id', clientId: 'id', customer: 'Acme' },
      secrets: { clientSecret: 's', apiKey: 'k' },
    })
  })

  const umlauts = 'name;client_id;client_secret\nWäge Øst €;id;sécret\n'
  it.each([
    ['UTF-8', Buffer.from(umlauts)],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${umlauts}`)],
    ['UTF-16 with a mark', Buffer.from(`\ufeff${umlauts}`, 'utf16le')],
    ['UTF-16 big-endian with a mark', Buffer.from(`\ufeff${umlauts}`, 'utf16le').swap16()],
    ['UTF-16 without a mark', Buffer.from(umlauts, 'utf16le')],
    ['Windows-1252', Buffer.from(umlauts.replace('€', '\u0080'), 'latin1')],
  ])('may be %s, in pieces of any size', async (_name, bytes) => {
    for (const size of [1, 7, 65_536]) {
      expect(rowsOf(await read(bytes, size))[0]).toMatchObject({
        fields: { name: 'Wäge Øst €' },
        secrets: { clientSecret: 'sécret' },
      })
    }
  })

  it('tells of each wrong row and goes on with the others', async () => {
    const entries = await read(
      [
        'name,client_id,client_secret,api_key,token_url,api_base_url,client_auth',
        'no id,,s,k,,,',
        'fine,id,s,k,,,',
        'plain http,id,s,k,http://example.com/token,https://api.example.com,',
        'half,id,s,k,https://auth.example.com/token,,',
        '',
        'odd,id,s,k,,,magic',
        'long,id,CANARY,k,,,,CANARY',
        '"two\nlines",id,CANARY,k,,,',
        `huge,id,CANARY${'x'.repeat(3000)},k,,,`,
        'last,id,s,k,,,',
      ].join('\n'),
    )
    expect(rowsOf(entries).map(({ line, fields }) => [line, fields.name])).toEqual([
      [3, 'fine'],
      [12, 'last'],
    ])
    expect(problemsOf(entries)).toEqual([
      { line: 2, reason: 'client_id: missing.' },
      { line: 4, reason: 'token_url: Use https. Plain http is allowed for this machine only.' },
      { line: 5, reason: 'api_base_url: missing beside token_url. Give both or neither.' },
      { line: 7, reason: 'client_auth: write body or basic.' },
      { line: 8, reason: expect.stringContaining('Has 8 cells where the first line names 7.') },
      { line: 10, reason: expect.stringContaining('name: has a line break inside. Lines 9 to 10') },
      { line: 11, reason: 'client_secret: longer than 2000 characters.' },
    ])
  })

  it('says so where a quote stays open, since what follows is lost', async () => {
    const entries = await read('client_id,client_secret\nid-1,s\nid-2,"CANARY\nid-3,s\n')
    expect(rowsOf(entries).map(({ fields }) => fields.clientId)).toEqual(['id-1'])
    expect(problemsOf(entries)[0]?.reason).toContain('never closed. What follows it was not read.')
  })

  it.each([
    ['is empty', ''],
    ['has no header', 'Acme,id,secret\n'],
    ['is one endless line', 'x'.repeat(300_000)],
    ['names a column twice', 'client_id,Client ID\na,b\n'],
  ])('that %s is refused with what to do', async (_name, text) => {
    await expect(read(text)).rejects.toMatchObject({
      code: 'invalid_input',
      hint: expect.stringMatching(/./),
    })
  })

  it('never fails in another way, whatever the bytes, and never repeats a value in a reason', async () => {
    const marker = 'CANARY-9f8e'
    const piece = fc.oneof(
      fc.constantFrom(',', ';', '\t', '|', '"', '""', '\n', '\r\n', '\r', 'sep=;\n', ...columns),
      fc.constantFrom(
        'client_id,client_secret\n',
        `${marker},${marker}\n`,
        '\ufeff',
        '\0',
        '__proto__',
        marker,
      ),
      fc.string({ unit: 'binary', maxLength: 6 }),
    )
    const bytes = fc.oneof(
      fc.array(piece, { maxLength: 40 }).map(pieces => Buffer.from(pieces.join(''))),
      fc.array(piece, { maxLength: 40 }).map(pieces => Buffer.from(`client_id,api_key\n${pieces.join('')}`)),
      fc.uint8Array({ maxLength: 200 }),
    )
    await fc.assert(
      fc.asyncProperty(bytes, fc.integer({ min: 1, max: 50 }), async (input, size) => {
        try {
          const reasons = problemsOf(await read(input, size)).map(({ reason }) => reason)
          expect(reasons.join('\n')).not.toContain(marker)
        } catch (error) {
          if (!(error instanceof ExplorerError)) throw error
          expect(error.code).toBe('invalid_input')
          expect(JSON.stringify(error.toData())).not.toContain(marker)
        }
      }),
      { numRuns: 1000 },
    )
  })

  it('gives back what another program wrote, quoted as it likes', async () => {
    const text = fc.string({ unit: fc.constantFrom(...'aZ9,;|\t"\'=+ äØ€日'), minLength: 1, maxLength: 20 })
    const value = text.map(raw => raw.trim()).filter(trimmed => trimmed !== '' && !trimmed.includes('\t'))
    const row = fc.record({ name: value, customer: value, secret: value })
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { minLength: 1, maxLength: 8 }),
        fc.constantFrom(',', ';', '\t', '|'),
        fc.boolean(),
        fc.constantFrom('utf8', 'utf16le'),
        async (rows, delimiter, quoted, encoding) => {
          const records = rows.map(({ name, customer, secret }) => [name, 'id', customer, secret])
          const header = ['name', 'client_id', 'customer', 'client_secret']
          const csv = stringify([header, ...records], { delimiter, quoted, bom: encoding === 'utf16le' })
          const read_ = rowsOf(await read(Buffer.from(csv, encoding as BufferEncoding)))
          expect(
            read_.map(({ fields, secrets }) => ({
              name: fields.name,
              customer: fields.customer,
              secret: secrets.clientSecret,
            })),
          ).toEqual(rows)
        },
      ),
      { numRuns: 300 },
    )
  })
})

import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import newman from 'newman'
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { type DemoCloud, startDemoCloud } from '../../../demo-cloud/server.ts'
import type { Connection } from '../../shared/connection.ts'
import type { PostmanExport } from '../../shared/postman.ts'
import { type BuiltRequest, emptyRequest } from '../../shared/requests.ts'
import { aConnection } from '../api/testing/bench.ts'
import { createGrants, createTokens } from '../auth/index.ts'
import { createDrafts, type Drafts } from '../connections/index.ts'
import { createHttp, redactText } from '../http/index.ts'
import { createRequests, type Requests, withoutSecrets } from '../requests/index.ts'
import { createResponses } from '../responses/index.ts'
import { createWorkspace, type Workspace } from '../workspace/index.ts'
import { createPostman, type Postman } from './create-postman.ts'
import { collectionByHand, environmentByHand } from './testing/by-hand.ts'

let cloud: DemoCloud
let client: { readonly clientId: string; readonly clientSecret: string; readonly apiKey: string }
let connection: Connection
let workspace: Workspace
let requests: Requests
let drafts: Drafts
let postman: Postman
let ids: { readonly ApplicationID: string; readonly CollectionID: string }

beforeAll(async () => {
  cloud = await startDemoCloud({ documents: 50 })
  const { tokenUrl, apiBaseUrl, clients } = cloud.description
  client = clients.find(({ name }) => name === 'works with awkward characters') ?? expect.fail('no client')
  connection = { ...aConnection, clientId: client.clientId, tokenUrl, apiBaseUrl }
})
afterAll(() => cloud.close())

beforeEach(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'postman-'))
  const http = createHttp({ environment: {} })
  const responses = createResponses({
    folder: join(folder, 'responses'),
    newId: randomUUID,
    startWorker: () => expect.fail('no search is made here'),
  })
  const clock = { now: Date.now, setTimeout: () => 0, clearTimeout: () => {} }
  const readCredentials = async () => client
  const tokens = createTokens({ grants: createGrants({ http, now: Date.now }), readCredentials, clock })
  const cleared = (request: BuiltRequest): BuiltRequest => withoutSecrets(request, redactText)
  workspace = createWorkspace({
    root: async () => ({ path: join(folder, 'requests'), isDefault: true }),
    withoutSecrets: cleared,
    scrub: redactText,
    newId: randomUUID,
  })
  requests = createRequests({
    stream: http.stream,
    tokens,
    readCredentials,
    responses,
    now: Date.now,
    dataFolder: folder,
    scrub: redactText,
    onProblem: (problem, error) => expect.fail(`${problem} ${error}`),
    delay: () => Promise.resolve(),
    newId: randomUUID,
  })
  drafts = createDrafts({ newId: randomUUID, readClipboardText: () => '' })
  postman = createPostman({
    workspace,
    requests,
    drafts,
    onSecret: () => {},
    withoutSecrets: cleared,
    scrub: redactText,
    newId: randomUUID,
  })
  onTestFinished(async () => {
    await responses.dispose()
    await http.close()
    await rm(folder, { recursive: true, force: true })
  })
  const first = async (path: string): Promise<string> => {
    const { responseId } = await send({ ...emptyRequest, path })
    const { lines } = await responses.lines(responseId, 'pretty', 0, 10)
    return /"_id": "([^"]+)"/.exec(lines.map(({ text }) => text).join(''))?.[1] ?? expect.fail(path)
  }
  const ApplicationID = await first('/access')
  ids = { ApplicationID, CollectionID: await first(`/${ApplicationID}/collections`) }
})

const send = (request: BuiltRequest) =>
  requests.send(connection, request, { confirmed: true, onProgress: () => {} })

const values = () => Object.entries(ids).map(([name, value]) => ({ name, value }))
const documents = '/{ApplicationID}/collections/{CollectionID}/documents'
const wanted = (): Extract<PostmanExport['source'], { kind: 'requests' }>['requests'] => [
  { folder: '', name: 'Applications', request: emptyRequest },
  {
    folder: 'Yard/Today',
    name: 'Documents',
    request: {
      ...emptyRequest,
      path: documents,
      values: values(),
      query: [
        { name: 'l', value: '{{size}}', on: true },
        { name: 'q', value: `it's "a" & 100% ü`, on: true },
        { name: 'o', value: '0', on: false },
      ],
    },
  },
  {
    folder: 'Yard',
    name: 'Search',
    request: {
      ...emptyRequest,
      method: 'SEARCH',
      path: documents,
      values: values(),
      body: { kind: 'json', text: '{ "filter": {}, "sort": { "_id": 1 } }', fields: [] },
    },
  },
]

/** Runs a collection as newman's command does, and gives what failed. */
function runNewman(collection: string, given: typeof client): Promise<newman.NewmanRunSummary['run']> {
  const environment = {
    name: 'Credentials',
    values: [
      { key: 'clientId', value: given.clientId },
      { key: 'clientSecret', value: given.clientSecret, type: 'secret' },
      { key: 'apiKey', value: given.apiKey, type: 'secret' },
    ],
  }
  return new Promise((resolve, reject) => {
    newman.run({ collection: JSON.parse(collection), environment, reporters: [] }, (error, summary) => {
      if (error) reject(error)
      else resolve(summary.run)
    })
  })
}

async function tokenRequests(): Promise<number> {
  const answer = await fetch(`${cloud.description.controlUrl}/requests`)
  const { clients } = (await answer.json()) as { clients: Record<string, { tokenRequests: number }> }
  return clients[client.clientId]?.tokenRequests ?? 0
}

describe('an exported collection', () => {
  it.each(['body', 'basic'] as const)(
    'passes under newman, with one token request, client authentication %s',
    async how => {
      const own = { ...connection, clientAuthentication: how }
      await requests.saveVariables(own, { everywhere: [], connection: [{ name: 'size', value: '3' }] })
      const source = { kind: 'requests' as const, requests: wanted() }
      const text = await postman.export(own, { name: 'Weightron.Cloud', source })
      const before = await tokenRequests()
      const { failures, stats } = await runNewman(text, client)
      expect(failures.map(({ error }) => error.message)).toEqual([])
      expect(stats.requests).toMatchObject({ failed: 0 })
      expect(stats.assertions).toMatchObject({ total: 3, failed: 0 })
      expect(await tokenRequests()).toBe(before + 1)
    },
  )

  it('gets a token of its own where the one that is kept belongs to another client', async () => {
    const source = { kind: 'requests' as const, requests: wanted().slice(0, 1) }
    const collection = JSON.parse(await postman.export(connection, { name: 'x', source }))
    collection.variable.push(
      { key: 'accessToken', value: 'of another client' },
      { key: 'accessTokenFreshUntil', value: String(Date.now() + 3_600_000) },
      { key: 'accessTokenOf', value: `another ${connection.tokenUrl} ${connection.scope}` },
    )
    const { failures } = await runNewman(JSON.stringify(collection), client)
    expect(failures.map(({ error }) => error.message)).toEqual([])
    const refused = await runNewman(JSON.stringify(collection), { ...client, clientSecret: 'wrong' })
    const sent = refused.executions.map(({ request }) => request?.headers.get('authorization') ?? '')
    expect(sent.join()).not.toContain('of another client')
  })

  it('fails under newman with the wrong credentials, and says so', async () => {
    const source = { kind: 'requests' as const, requests: wanted().slice(0, 1) }
    const text = await postman.export(connection, { name: 'x', source })
    const { failures } = await runNewman(text, { ...client, clientSecret: 'wrong' })
    expect(failures.map(({ error }) => error.message).join()).toMatch(/refused: 401|within 200/)
  })

  it('is set up as the documentation describes it, and holds no secret', async () => {
    const { savedId } = await workspace.save({
      savedId: null,
      folder: 'Yard',
      name: 'Search',
      request: {
        ...emptyRequest,
        path: '/{ApplicationID}/x?api_key=t0psecret',
        headers: [{ name: 'Authorization', value: 'Bearer t0psecret', on: true }],
      },
    })
    expect(savedId).toContain('Yard/')
    const text = await postman.export(connection, {
      name: 'Mine',
      source: { kind: 'folder', folder: 'Yard' },
    })
    for (const secret of [client.clientSecret, client.apiKey, client.clientId, 't0psecret']) {
      expect(text).not.toContain(secret)
    }
    const { auth, variable } = JSON.parse(text)
    const set = Object.fromEntries(auth.oauth2.map(({ key, value }: Record<string, string>) => [key, value]))
    expect(set).toMatchObject({
      grant_type: 'client_credentials',
      accessTokenUrl: '{{tokenUrl}}',
      clientId: '{{clientId}}',
      clientSecret: '{{clientSecret}}',
      scope: '{{scope}}',
      client_authentication: 'body',
    })
    expect(variable).toContainEqual({ key: 'tokenUrl', value: connection.tokenUrl })
    expect(variable).toContainEqual({ key: 'clientSecret', value: '' })
  })

  describe('carries the authorization', () => {
    const exported = async (request: Partial<BuiltRequest>, of: Partial<Connection> = {}) => {
      const requests = [{ folder: '', name: 'One', request: { ...emptyRequest, ...request } }]
      const source = { kind: 'requests' as const, requests }
      const collection = JSON.parse(await postman.export({ ...connection, ...of }, { name: 'x', source }))
      const [{ request: written }] = collection.item
      const goes = written.auth?.type !== 'noauth'
      expect(JSON.stringify(written.header).includes('{{apiKey}}')).toBe(goes)
      return { goes, url: written.url.raw as string, header: written.header, variable: collection.variable }
    }
    const api = () => connection.apiBaseUrl
    const knows = (found: { readonly name: string; readonly value: string }[]) =>
      requests.saveVariables(connection, { everywhere: [], connection: found })

    it('only where the path surely leads to the API of the connection', async () => {
      expect(await exported({ path: '/access' })).toMatchObject({ goes: true, url: '{{apiBaseUrl}}/access' })
      expect(await exported({ path: '{{apiBaseUrl}}/access' })).toMatchObject({ goes: true })
      expect(await exported({ path: '{{nobody}}/access' })).toMatchObject({ goes: false })
      expect(await exported({ path: '{{apiBaseUrl}}.evil.example/access' })).toMatchObject({ goes: false })
      expect(await exported({ path: '{{ not one }}/access' })).toMatchObject({ goes: false })
      expect(await exported({ path: 'https://{{nobody}}/access' })).toMatchObject({ goes: false })
      expect(await exported({ path: 'https://other.example/access' })).toMatchObject({ goes: false })
      expect(await exported({ path: '/access', authorization: false })).toMatchObject({ goes: false })
    })

    it('also to a full address on the host of the connection', async () => {
      const { origin } = new URL(api())
      const below = await exported({ path: `${api()}/access` })
      expect(below).toMatchObject({ goes: true, url: '{{apiBaseUrl}}/access' })
      expect(await exported({ path: `${origin}/x` })).toMatchObject({ goes: true, url: `${origin}/x` })
      expect(await exported({ path: `${origin}@evil.example/x` })).toMatchObject({ goes: false })
    })

    it('by the value that a variable has at its beginning, which is written in its place', async () => {
      await knows([
        { name: 'elsewhere', value: 'https://other.example' },
        { name: 'base', value: api() },
        { name: 'inside', value: '{{elsewhere}}/deeper' },
        { name: 'folder', value: '/a/b' },
        { name: 'round', value: '{{round}}' },
        { name: 'host', value: 'other.example' },
      ])
      const other = 'https://other.example'
      expect(await exported({ path: '{{elsewhere}}/x' })).toMatchObject({ goes: false, url: `${other}/x` })
      expect(await exported({ path: '{{inside}}/x' })).toMatchObject({ goes: false })
      expect(await exported({ path: 'https://{{host}}/x' })).toMatchObject({ goes: false, url: `${other}/x` })
      expect(await exported({ path: '{{round}}/x' })).toMatchObject({ goes: false })
      const own = await exported({ path: '{{base}}/access?a={{folder}}' })
      expect(own).toMatchObject({ goes: true, url: '{{apiBaseUrl}}/access?a={{folder}}' })
      const inFolder = await exported({ path: '{{folder}}/x' })
      expect(inFolder).toMatchObject({ goes: true, url: '{{apiBaseUrl}}/a/b/x' })
    })

    it('and with it the extra headers of the connection, secret ones as variables', async () => {
      const extraHeaders = [
        { name: 'x-site', value: 'yard' },
        { name: 'x-auth-token', value: 't0psecret' },
        { name: 'x-both', value: 'of the connection' },
      ]
      const typed = [{ name: 'X-Both', value: 'typed', on: true }]
      const { header, variable } = await exported({ headers: typed }, { extraHeaders })
      expect(header).toEqual([
        { key: 'x-site', value: 'yard' },
        { key: 'x-auth-token', value: '{{X_AUTH_TOKEN}}' },
        { key: 'x-api-key', value: '{{apiKey}}' },
        { key: 'Accept', value: 'application/json' },
        { key: 'X-Both', value: 'typed' },
      ])
      expect(variable).toContainEqual({ key: 'X_AUTH_TOKEN', value: '' })
      const elsewhere = await exported({ path: 'https://other.example/x' }, { extraHeaders })
      expect(elsewhere.header).toEqual([{ key: 'Accept', value: 'application/json' }])
    })

    it('and so needs the token URL, which a connection by issuer may lack', async () => {
      const byIssuer = { tokenUrl: '', issuer: 'https://login.example.com' }
      await expect(exported({}, byIssuer)).rejects.toMatchObject({
        code: 'invalid_input',
        hint: expect.stringContaining('discovery document of https://login.example.com'),
      })
    })
  })

  it('comes back as the same requests', async () => {
    const source = { kind: 'requests' as const, requests: wanted() }
    const text = await postman.export(connection, { name: 'Round', source })
    const { collections, notes } = await postman.import(connection, [{ name: 'round.json', text }])
    expect(collections).toEqual([{ name: 'Round', folder: 'Round', requests: 3 }])
    expect(notes).toContainEqual('2 scripts are not run and were left out.')
    const { savedId } =
      (await workspace.list()).requests.find(({ name }) => name === 'Documents') ?? expect.fail()
    expect(savedId).toBe('Round/Yard/Today/documents.request.json')
    const { request } = await workspace.get(savedId)
    expect(request.path).toBe(`{{apiBaseUrl}}${documents}`)
    expect(request.values).toEqual(values())
    expect(request.query[1]).toEqual({ name: 'q', value: `it's "a" & 100% ü`, on: true })
    await requests.saveVariables(connection, {
      everywhere: [],
      connection: [
        { name: 'size', value: '3' },
        { name: 'apiBaseUrl', value: connection.apiBaseUrl },
      ],
    })
    expect(await send(request)).toMatchObject({ status: 200, withAuthorization: true })
  })
})

describe('a collection and an environment that were written by hand', () => {
  const files = () => [
    { name: 'c.json', text: collectionByHand(ids.ApplicationID) },
    { name: 'e.json', text: environmentByHand(cloud.description, client) },
  ]

  it('are imported and run', async () => {
    const found = await postman.import(connection, files())
    expect(found).toMatchObject({
      collections: [{ name: 'Yard / reports', folder: 'Yard - reports', requests: 4 }],
      variables: ['pageSize', 'base', 'client_id'],
      credentials: true,
    })
    for (const name of ['Who am I', 'Collections']) {
      const entry = (await workspace.list()).requests.find(each => each.name === name) ?? expect.fail(name)
      expect(entry.folder).toBe('Yard - reports/Start')
      const { request } = await workspace.get(entry.savedId)
      expect(await send(request)).toMatchObject({ status: 200, withAuthorization: true })
    }
  })

  it('say plainly what was not taken', async () => {
    const { notes } = await postman.import(connection, files())
    expect(notes).toEqual([
      '1 script is not run and was left out.',
      '1 saved answer was left out.',
      'The authorization (oauth2) was not taken: requests go with that of the connection.',
      'Headers authorization and x-api-key were left out: the connection sends its own.',
      'Not known here and left out: protocolProfileBehavior.',
      'Credentials are taken from one file at a time; import the others by themselves.',
    ])
  })

  it('bring as many variables as a connection can have, and say how many were left out', async () => {
    const many = (from: number, to: number) =>
      JSON.stringify({
        name: 'Many',
        values: Array.from({ length: to - from }, (_, n) => ({ key: `n${from + n}`, value: 'x' })),
      })
    await postman.import(connection, [{ name: 'a.json', text: many(0, 150) }])
    const { variables, notes } = await postman.import(connection, [{ name: 'b.json', text: many(100, 260) }])
    expect(variables).toHaveLength(50)
    expect(notes).toContain('60 variables were left out: a connection can have 200.')
    expect((await requests.variables(connection)).connection).toHaveLength(200)
  })

  it('keep method, headers, query and body, and a request without authorization goes without', async () => {
    await postman.import(connection, files())
    const { requests: saved } = await workspace.list()
    const read = async (name: string) =>
      (await workspace.get(saved.find(each => each.name === name)?.savedId ?? '')).request
    expect(await read('Not for them')).toMatchObject({
      method: 'POST',
      path: '{{base}}/x',
      query: [
        { name: 'pageSize', value: '{{pageSize}}', on: true },
        { name: 'b', value: '2', on: true },
      ],
      headers: [
        { name: 'X-One', value: '1', on: true },
        { name: 'X-Two', value: '2', on: true },
      ],
      body: { kind: 'json', text: '{"a": {{pageSize}}}' },
      authorization: false,
    })
    expect((await read('Form')).body).toMatchObject({
      kind: 'form',
      fields: [
        { name: 'a', value: '1', on: true },
        { name: 'b', value: '', on: false },
      ],
    })
  })

  it('hand the credentials to a draft of a connection, once, and nothing else sees them', async () => {
    const { importId, ...rest } = await postman.import(connection, files())
    expect(JSON.stringify(rest)).not.toContain(client.clientSecret)
    const { draftId } = drafts.open()
    const pasted = postman.fillDraft(importId, draftId)
    expect(pasted.fields).toMatchObject({ name: 'Site A', clientId: client.clientId })
    expect(JSON.stringify(pasted)).not.toContain(client.clientSecret)
    expect(drafts.secrets(draftId)).toEqual({ clientSecret: client.clientSecret, apiKey: client.apiKey })
    expect(() => postman.fillDraft(importId, draftId)).toThrow('no longer')
  })

  it('offer the credentials of a collection, from its variables and its authorization', async () => {
    const text = JSON.stringify({
      info: { name: 'All in one' },
      auth: {
        type: 'oauth2',
        oauth2: [
          { key: 'accessTokenUrl', value: '{{auth}}' },
          { key: 'clientId', value: 'its-client' },
          { key: 'clientSecret', value: 'its-secret-4711' },
          { key: 'scope', value: '{{from the environment}}' },
        ],
      },
      variable: [
        { key: 'auth', value: 'https://auth.example/token' },
        { key: 'key', value: 'its-key-4711' },
      ],
      item: [
        {
          name: 'One',
          request: {
            url: '{{base}}/access?k=its-key-4711',
            auth: {
              type: 'apikey',
              apikey: [
                { key: 'key', value: 'x-api-key' },
                { key: 'value', value: '{{key}}' },
              ],
            },
          },
        },
      ],
    })
    const { importId, ...rest } = await postman.import(connection, [{ name: 'c.json', text }])
    expect(rest).toMatchObject({ credentials: true, variables: ['auth'] })
    expect(JSON.stringify([rest, await workspace.list()])).not.toContain('4711')
    const { draftId } = drafts.open()
    expect(postman.fillDraft(importId, draftId).fields).toMatchObject({
      clientId: 'its-client',
      tokenUrl: 'https://auth.example/token',
    })
    expect(drafts.secrets(draftId)).toEqual({ clientSecret: 'its-secret-4711', apiKey: 'its-key-4711' })
  })

  it('have their credentials forgotten when somebody declines them, or imports something else', async () => {
    const { draftId } = drafts.open()
    const declined = await postman.import(connection, files())
    postman.forget(declined.importId)
    expect(() => postman.fillDraft(declined.importId, draftId)).toThrow('no longer')
    const first = await postman.import(connection, files())
    const second = await postman.import(connection, files())
    expect(() => postman.fillDraft(first.importId, draftId)).toThrow('no longer')
    expect(postman.fillDraft(second.importId, draftId).fields).toMatchObject({ clientId: client.clientId })
  })

  it('are refused where they are something else', async () => {
    for (const text of ['no JSON', '{}', '[1]', '{"info":{"name":"x"}}']) {
      await expect(postman.import(connection, [{ name: 'x.json', text }])).rejects.toThrow('neither')
    }
  })
})

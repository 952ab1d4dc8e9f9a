import type { Connection, PastedConnection } from '../../shared/connection.ts'
import { ExplorerError } from '../../shared/errors.ts'
import type { PostmanExport, PostmanImport } from '../../shared/postman.ts'
import type { BuiltRequest } from '../../shared/requests.ts'
import {
  maxVariables,
  type Variable,
  type VariableScopes,
  variableSchema,
  variablesInForce,
} from '../../shared/variables.ts'
import { looksSecret } from '../api/index.ts'
import { type Drafts, type Paste, parsePaste } from '../connections/index.ts'
import type { Requests } from '../requests/index.ts'
import type { Workspace } from '../workspace/index.ts'
import { folderNameFor } from '../workspace/index.ts'
import { credentialsOf } from './collection-credentials.ts'
import { collectionSchema, environmentSchema, type PostmanEnvironment } from './collection-schema.ts'
import { readCollection } from './read-collection.ts'
import { writeCollection } from './write-collection.ts'

/** Requests that one import takes in. */
const maxRequests = 2000

/** A file that somebody chose. */
export interface PostmanFile {
  readonly name: string
  readonly text: string
}

export interface PostmanParts {
  readonly workspace: Workspace
  readonly requests: Pick<Requests, 'variables' | 'saveVariables'>
  readonly drafts: Pick<Drafts, 'setSecret'>
  /** Told of every secret that is read, before anything else is done with it. */
  readonly onSecret: (value: string) => void
  readonly withoutSecrets: (request: BuiltRequest) => BuiltRequest
  readonly scrub: (text: string) => string
  readonly newId: () => string
}

/** Collections and environments of Postman, in and out. */
export interface Postman {
  /** Saves the requests of collections in folders of their own, and takes variables for the connection. */
  import(connection: Connection, files: readonly PostmanFile[]): Promise<PostmanImport>
  /** Puts the credentials of an import into the draft of a new connection. */
  fillDraft(importId: string, draftId: string): PastedConnection
  /** Drops the credentials of an import that somebody does not want; those of the next import drop them, too. */
  forget(importId: string): void
  /** A collection as JSON, without a secret. */
  export(connection: Connection, what: Pick<PostmanExport, 'name' | 'source'>): Promise<string>
}

/** What one file turned out to be. */
type Understood =
  | {
      readonly kind: 'collection'
      readonly read: ReturnType<typeof readCollection>
      readonly paste: Paste | null
    }
  | { readonly kind: 'environment'; readonly environment: PostmanEnvironment; readonly paste: Paste | null }

export function createPostman(parts: PostmanParts): Postman {
  const { workspace, requests, drafts, onSecret, withoutSecrets, scrub, newId } = parts
  /** Of the last import, until they are taken or declined. */
  const credentials = new Map<string, Paste>()

  const saveRequests = async (read: ReturnType<typeof readCollection>, notes: string[]): Promise<string> => {
    const { folders } = await workspace.list()
    const taken = new Set(folders.map(folder => folder.toLowerCase()))
    const wanted = folderNameFor(scrub(read.name))
    let top = wanted
    for (let number = 2; taken.has(top.toLowerCase()); number++) top = `${wanted} ${number}`
    const leftOut = new Set<string>()
    for (const { folders: inside, name, request } of read.requests.slice(0, maxRequests)) {
      const folder = [top, ...inside.slice(0, 6).map(each => folderNameFor(scrub(each)))].join('/')
      const place = await workspace.save({ savedId: null, folder, name, request })
      for (const each of place.leftOut) leftOut.add(each)
    }
    if (leftOut.size > 0) notes.push(`Looks like a secret and was not saved: ${[...leftOut].join(', ')}.`)
    if (read.requests.length > maxRequests) notes.push(`Only the first ${maxRequests} requests were taken.`)
    return top
  }

  /** Adds variables to those of the connection; what is there already stays. */
  const takeVariables = async (
    connection: Connection,
    found: readonly Variable[],
    notes: string[],
  ): Promise<readonly string[]> => {
    const scopes = await requests.variables(connection)
    const known = new Map(scopes.connection.map(({ name, value }) => [name, value]))
    const added: Variable[] = []
    let tooMany = 0
    for (const variable of found) {
      const { name, value } = variable
      const before = known.get(name)
      if (before !== undefined) {
        if (before !== value) notes.push(`The variable ${name} has a value already, which stays.`)
      } else if (looksSecret(name) || scrub(value) !== value) {
        if (value !== '') notes.push(`The variable ${scrub(name)} looks like a secret and was not taken.`)
      } else if (!variableSchema.safeParse(variable).success) {
        notes.push(`The variable "${scrub(name).slice(0, 60)}" was left out: its name cannot be one here.`)
      } else if (known.size >= maxVariables) {
        tooMany++
      } else {
        known.set(name, value)
        added.push(variable)
      }
    }
    if (tooMany > 0) {
      const what = tooMany === 1 ? '1 variable was' : `${tooMany} variables were`
      notes.push(`${what} left out: a connection can have ${maxVariables}.`)
    }
    const all: VariableScopes = { ...scopes, connection: [...scopes.connection, ...added] }
    if (added.length > 0) await requests.saveVariables(connection, all)
    return added.map(({ name }) => name)
  }

  return {
    async import(connection, files) {
      credentials.clear()
      const understood = files.map(file => understand(file, onSecret))
      const notes: string[] = []
      const collections: { name: string; folder: string; requests: number }[] = []
      const variables: Variable[] = []
      const importId = newId()
      for (const each of understood) {
        if (each.kind === 'collection') {
          const { read } = each
          const inPaste = new Set(Object.values(each.paste?.secrets ?? {}))
          variables.push(...read.variables.filter(({ value }) => !inPaste.has(value)))
          notes.push(...read.notes)
          const folder = await saveRequests(read, notes)
          collections.push({ name: scrub(read.name), folder, requests: read.requests.length })
        } else {
          variables.push(...openVariables(each.environment, each.paste))
        }
      }
      // An environment is where credentials belong: it comes before what stands in a collection.
      const [first, ...others] = understood
        .toSorted((a, b) => Number(a.kind === 'collection') - Number(b.kind === 'collection'))
        .flatMap(({ paste }) => (paste !== null && hasSecrets(paste) ? [paste] : []))
      const found = first !== undefined
      if (found) credentials.set(importId, first)
      if (others.some(other => !isSamePair(other, first))) {
        notes.push('Credentials are taken from one file at a time; import the others by themselves.')
      }
      const taken = await takeVariables(connection, variables, notes)
      return { importId, collections, variables: taken, credentials: found, notes: [...new Set(notes)] }
    },

    fillDraft(importId, draftId) {
      const paste = credentials.get(importId)
      if (paste === undefined) {
        throw new ExplorerError('not_found', 'These credentials are no longer at hand.', {
          hint: 'Import the file again.',
        })
      }
      credentials.delete(importId)
      const { clientSecret = '', apiKey = '' } = paste.secrets
      return {
        source: paste.source,
        fields: paste.fields,
        secrets: {
          clientSecret: drafts.setSecret(draftId, 'clientSecret', clientSecret),
          apiKey: drafts.setSecret(draftId, 'apiKey', apiKey),
        },
        notes: paste.notes,
      }
    },

    forget(importId) {
      credentials.delete(importId)
    },

    async export(connection, { name, source }) {
      const wanted = source.kind === 'folder' ? await inFolder(workspace, source.folder) : source.requests
      const collected = wanted.map(({ folder, name: title, request }) => ({
        folders: folder === '' ? [] : folder.split('/').map(scrub),
        name: scrub(title),
        request: withoutSecrets(request),
      }))
      const variables = variablesInForce(await requests.variables(connection))
      const extraHeaders = connection.extraHeaders.map(row => ({ ...row, value: scrub(row.value) }))
      return writeCollection(scrub(name), { ...connection, extraHeaders }, collected, variables)
    },
  }
}

/** Throws `invalid_input` for a file that is neither collection nor environment. */
function understand({ name, text }: PostmanFile, onSecret: (value: string) => void): Understood {
  const data = jsonOf(text)
  const collection = collectionSchema.safeParse(data)
  if (collection.success) {
    const { pairs, secrets } = credentialsOf(collection.data)
    for (const secret of secrets) onSecret(secret)
    const environment = { name: collection.data.info.name, values: pairs }
    const read = readCollection(collection.data)
    return { kind: 'collection', read, paste: pasteOf(JSON.stringify(environment)) }
  }
  const environment = environmentSchema.safeParse(data)
  if (environment.success) {
    for (const { key, value, type } of environment.data.values) {
      if (value !== '' && (type === 'secret' || looksSecret(key))) onSecret(value)
    }
    return { kind: 'environment', environment: environment.data, paste: pasteOf(text) }
  }
  throw new ExplorerError('invalid_input', `${name} is neither a Postman collection nor an environment.`, {
    hint: 'Export it from Postman as Collection v2.1, or an environment as JSON.',
  })
}

function hasSecrets({ secrets }: Paste): boolean {
  return Object.keys(secrets).length > 0
}

/** Whether one holds no secret that the other lacks. */
function isSamePair({ secrets }: Paste, other: Paste | undefined): boolean {
  const { clientSecret = '', apiKey = '' } = other?.secrets ?? {}
  return (
    [secrets.clientSecret ?? clientSecret, secrets.apiKey ?? apiKey].join() === [clientSecret, apiKey].join()
  )
}

/** What an environment holds for a connection; null where that is nothing. */
function pasteOf(text: string): Paste | null {
  try {
    return parsePaste(text)
  } catch (error) {
    if (error instanceof ExplorerError && error.code === 'invalid_input') return null
    throw error
  }
}

/** The variables of an environment that are no credentials. */
function openVariables({ values }: PostmanEnvironment, paste: Paste | null): readonly Variable[] {
  const secrets = new Set(Object.values(paste?.secrets ?? {}))
  return values
    .filter(({ key, value, enabled, type }) => {
      if (enabled === false || type === 'secret') return false
      return !looksSecret(key) && !secrets.has(value)
    })
    .map(({ key, value }) => ({ name: key, value }))
}

/** All requests of a folder and below, with their folders from there. */
async function inFolder(workspace: Workspace, folder: string) {
  const { requests } = await workspace.list()
  const inside = requests.filter(
    entry => folder === '' || entry.folder === folder || entry.folder.startsWith(`${folder}/`),
  )
  return Promise.all(
    inside.map(async entry => ({
      folder: entry.folder.slice(folder === '' ? 0 : folder.length + 1),
      ...(await workspace.get(entry.savedId)),
    })),
  )
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''))
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

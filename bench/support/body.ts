import { createWriteStream, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { Pool } from 'undici'
import { startServer } from './child.ts'
import { startCloud } from './cloud.ts'

export const documents = 1_000_000

/** A server of large bodies; see `body-server.ts` for its paths. */
export interface BodyServer {
  /** What a connection to it needs. */
  readonly connection: {
    readonly tokenUrl: string
    readonly apiBaseUrl: string
    readonly clientId: string
    readonly clientSecret: string
    readonly apiKey: string
  }
  /** When the last byte of an answer had left, in milliseconds since the epoch. */
  readonly leftAt: (number: string) => Promise<number>
  readonly close: () => Promise<void>
}

/** Starts a server of large bodies; `file` is what it gives as JSON. */
export async function startBodyServer(file = ''): Promise<BodyServer> {
  const server = await startServer([join(import.meta.dirname, 'body-server.ts'), file])
  return {
    connection: {
      tokenUrl: `${server.line}/token`,
      apiBaseUrl: server.line,
      clientId: 'measured',
      clientSecret: 'measured-secret',
      apiKey: 'measured-key',
    },
    leftAt: async number => Number(await (await fetch(`${server.line}/left/${number}`)).text()),
    close: server.close,
  }
}

let made: Promise<string> | undefined

/** A file with the demo cloud's answer of 1,000,000 documents. Made once, which takes half a minute; removed at the end. */
export function largeBody(): Promise<string> {
  made ??= makeLargeBody()
  return made
}

async function makeLargeBody(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-body-'))
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  const file = join(folder, 'documents.json')
  const cloud = await startCloud('--documents', String(documents))
  const pool = new Pool(new URL(cloud.apiBaseUrl).origin)
  try {
    const { clientId, clientSecret, apiKey } = cloud.client('works')
    const granted = await fetch(cloud.tokenUrl, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: clientId,
        client_secret: clientSecret,
        scope: 'openid',
      }),
    })
    const { access_token: token } = (await granted.json()) as { access_token: string }
    const ask = (path: string) =>
      pool.request({
        method: 'GET',
        path: new URL(cloud.apiBaseUrl).pathname + path,
        headers: { authorization: `Bearer ${token}`, 'x-api-key': apiKey },
        bodyTimeout: 0,
      })
    const idOf = async (path: string, name: string): Promise<string> => {
      const { data } = (await (await ask(path)).body.json()) as { data: { _id: string; name: string }[] }
      const found = data.find(entry => entry.name === name)
      if (found === undefined) throw new Error(`The demo cloud has no ${name}.`)
      return found._id
    }
    const application = await idOf('/access', 'Weighbridge network')
    const collection = await idOf(`/${application}/collections`, 'weighings')
    const path = `/${application}/collections/${collection}/documents?l=${documents}&hidesystemflags=true`
    await pipeline((await ask(path)).body, createWriteStream(file))
    return file
  } finally {
    await pool.close()
    await cloud.close()
  }
}

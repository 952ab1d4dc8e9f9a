import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { programOf } from '../../tools/setup/task-program.mjs'
import { type Finished, runNode } from './child.ts'
import { type Cloud, startCloud } from './cloud.ts'

/** Connections of a list, unless a row says otherwise. */
export const listed = 1000
export const concurrency = 16

/** Applications that the client of the list opens, one call each. */
const applications = 3

const project = join(import.meta.dirname, '..', '..')

/** A list of credentials, and programs that make the calls of an access check with each of them. */
export interface BulkLists {
  readonly folder: string
  readonly cloud: Cloud
  /** Our own command line, from the start of its process to the report on disk. */
  readonly check: (connections?: number) => Promise<Finished>
  /** undici alone, also as a process. */
  readonly bare: () => Promise<Finished>
  /** Another program. Throws where it did not make the same calls. */
  readonly run: (args: readonly string[], folder?: string) => Promise<Finished>
  readonly close: () => Promise<void>
}

/** Starts a demo cloud and writes the lists. All programs run as processes of their own, their start included. */
export async function prepareBulk(): Promise<BulkLists> {
  const cloud = await startCloud()
  const folder = await mkdtemp(join(tmpdir(), 'bench-bulk-'))
  const listOf = async (connections: number): Promise<string> => {
    const path = join(folder, `${connections}.csv`)
    await writeFile(path, csvList(cloud, connections))
    return path
  }
  const list = await listOf(listed)
  const program = programOf('check', process.execPath)
  /** Node keeps what it compiled, for ours as `npm run check` does, and for the others alike. */
  const env = { NODE_COMPILE_CACHE: join(folder, 'compiled') }
  await mkdir(env.NODE_COMPILE_CACHE)

  const counted = async (connections: number, args: readonly string[], cwd: string): Promise<Finished> => {
    await cloud.counts()
    const finished = await runNode(args, { folder: cwd, env })
    const { token, api } = await cloud.counts()
    // One call reaches the token server, one gets a token; then `/access`, and each application.
    if (token !== connections * 2 || api !== connections * (1 + applications)) {
      throw new Error(
        `${args.join(' ')} made ${token} token and ${api} API calls for ${connections} connections.`,
      )
    }
    return finished
  }
  const lists: BulkLists = {
    folder,
    cloud,
    async check(connections = listed) {
      const from = connections === listed ? list : await listOf(connections)
      const out = join(folder, 'report.json')
      const limits = ['--concurrency', String(concurrency), '--time-limit', '300']
      const finished = await counted(
        connections,
        [...program, '--from', from, '--out', out, ...limits],
        project,
      )
      const { results } = JSON.parse(await readFile(out, 'utf8')) as { results: { verdict: string }[] }
      const working = results.filter(({ verdict }) => verdict === 'works').length
      if (working !== connections) throw new Error(`Only ${working} of ${connections} were found to work.`)
      return finished
    },
    bare: () =>
      counted(listed, [join(import.meta.dirname, 'bare-checks.ts'), list, String(concurrency)], project),
    run: (args, cwd = folder) => counted(listed, args, cwd),
    async close() {
      await cloud.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
  try {
    // Warms up the cloud, and what Node keeps of the programs.
    await lists.check()
    await lists.bare()
    return lists
  } catch (error) {
    await lists.close()
    throw error
  }
}

function csvList(cloud: Cloud, connections: number): string {
  const { clientId, clientSecret, apiKey } = cloud.client('works')
  const columns = 'name,client_id,client_secret,api_key,token_url,api_base_url'
  const rows = Array.from({ length: connections }, (_, index) =>
    [`Connection ${index + 1}`, clientId, clientSecret, apiKey, cloud.tokenUrl, cloud.apiBaseUrl].join(','),
  )
  return `${[columns, ...rows].join('\n')}\n`
}

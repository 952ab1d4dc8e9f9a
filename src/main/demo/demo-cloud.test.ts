import { describe, expect, it } from 'vitest'
import { type Connection, emptyConnectionFields } from '../../shared/connection.ts'
import type { ChildHandle } from '../child-handle.ts'
import { atDemoCloud, createDemoCloud } from './index.ts'

const client = { name: 'works', customer: 'C', clientId: 'id', clientSecret: 's', apiKey: 'k' }
const ready = (port: number) => ({
  type: 'ready',
  description: {
    tokenUrl: `http://127.0.0.1:${port}/oidc/token`,
    apiBaseUrl: `http://127.0.0.1:${port}/api`,
    clients: [client],
  },
})

/** Children that answer a start with what is given, one after the other. */
function children(answers: readonly unknown[]) {
  let forks = 0
  const exits: (() => void)[] = []
  const fork = (): ChildHandle => {
    const answer = answers[forks++]
    let tell: (message: unknown) => void = () => {}
    return {
      postMessage: () => queueMicrotask(() => tell(answer)),
      onMessage: listener => {
        tell = listener
      },
      onExit: listener => void exits.push(listener),
      kill: () => {},
      pid: () => 1,
    }
  }
  return { fork, forks: () => forks, crash: () => exits.at(-1)?.() }
}

function connection(change: Partial<Connection>): Connection {
  return {
    ...emptyConnectionFields,
    id: '00000000-0000-4000-8000-000000000000',
    environment: 'demo',
    tokenUrl: 'http://127.0.0.1:1/oidc/token',
    apiBaseUrl: 'http://127.0.0.1:1/api',
    secretStorage: 'keychain',
    hasSecret: { clientSecret: true, apiKey: true },
    renewAutomatically: true,
    ephemeral: false,
    createdAt: '',
    updatedAt: '',
    ...change,
  }
}

describe('the demo cloud of the app', () => {
  it('is started once, however many ask', async () => {
    const { fork, forks } = children([ready(5000)])
    const cloud = createDemoCloud(fork)
    const [first, second] = await Promise.all([cloud.start(), cloud.start()])
    expect(first).toBe(second)
    expect(forks()).toBe(1)
  })

  it('is started anew after it failed, crashed or was stopped', async () => {
    const { fork, forks, crash } = children([
      { type: 'failed', message: 'no port' },
      ready(5001),
      ready(5002),
      ready(5003),
    ])
    const cloud = createDemoCloud(fork)
    await expect(cloud.start()).rejects.toMatchObject({
      code: 'internal',
      detail: 'no port',
      retryable: true,
    })
    expect((await cloud.start()).tokenUrl).toContain(':5001')
    crash()
    expect((await cloud.start()).tokenUrl).toContain(':5002')
    cloud.stop()
    expect((await cloud.start()).tokenUrl).toContain(':5003')
    expect(forks()).toBe(4)
  })

  it('refuses an answer that it does not understand', async () => {
    await expect(
      createDemoCloud(children([{ type: 'ready', description: {} }]).fork).start(),
    ).rejects.toMatchObject({
      code: 'internal',
    })
  })

  it('is where a saved demo connection leads, whatever port it was saved with', async () => {
    const cloud = createDemoCloud(children([ready(5000)]).fork)
    expect(await atDemoCloud(connection({}), cloud)).toMatchObject({
      apiBaseUrl: 'http://127.0.0.1:5000/api',
    })
  })

  it('is not started for other connections', async () => {
    const { fork, forks } = children([])
    const cloud = createDemoCloud(fork)
    for (const other of [connection({ environment: 'custom' }), connection({ ephemeral: true })]) {
      expect(await atDemoCloud(other, cloud)).toBe(other)
    }
    expect(forks()).toBe(0)
  })
})

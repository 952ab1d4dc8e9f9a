import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { onTestFinished } from 'vitest'
import { createResponses, type Responses, type ResponsesOptions } from './create-responses.ts'

/** A store in a folder of its own, with real threads, that goes with its test. */
export async function aStore(options: Partial<ResponsesOptions> = {}) {
  const parent = await mkdtemp(join(tmpdir(), 'responses-'))
  const folder = join(parent, 'responses')
  const startWorker = (): Worker => new Worker(new URL('./body-worker.ts', import.meta.url))
  const responses = createResponses({ folder, newId: randomUUID, startWorker, ...options })
  onTestFinished(async () => {
    await responses.dispose()
    await rm(parent, { recursive: true, force: true })
  })
  return { responses, folder, parent }
}

/** Keeps a body that comes in pieces. */
export async function keep(
  responses: Responses,
  body: string | Buffer,
  type = 'application/json',
  secrets: string[] = [],
) {
  const writer = await responses.open(secrets)
  const bytes = Buffer.from(body)
  for (let at = 0; at < bytes.length; at += 50_000) await writer.write(bytes.subarray(at, at + 50_000))
  return writer.finish(type)
}

export const textsOf = async (
  responses: Responses,
  id: string,
  view: 'pretty' | 'raw',
  from = 0,
  to = 100,
): Promise<readonly string[]> => (await responses.lines(id, view, from, to)).lines.map(line => line.text)

import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { emptyRequest } from '../../shared/requests.ts'
import { aConnection } from '../api/testing/bench.ts'
import { createHttp, redactText } from '../http/index.ts'
import { serve } from '../http/test-server.ts'
import { createResponses } from '../responses/index.ts'
import { createRequests } from './create-requests.ts'

it('a request out of the history is not sent before what was removed is put in again', async () => {
  let served = 0
  const origin = await serve((_request, response) => {
    served++
    response.end('{}')
  })
  const folder = await mkdtemp(join(tmpdir(), 'requests-'))
  const http = createHttp({ environment: {} })
  const responses = createResponses({
    folder: join(folder, 'responses'),
    newId: randomUUID,
    startWorker: () => expect.fail('no search is made here'),
  })
  onTestFinished(async () => {
    await http.close()
    await responses.dispose()
    await rm(folder, { recursive: true, force: true })
  })
  const noToken = () => expect.fail('these requests go without authorization')
  const requests = createRequests({
    dataFolder: folder,
    newId: randomUUID,
    scrub: redactText,
    onProblem: (problem, error) => expect.fail(`${problem} ${error}`),
    stream: http.stream,
    tokens: { get: noToken, replace: noToken },
    readCredentials: noToken,
    responses,
    delay: () => Promise.resolve(),
    now: Date.now,
  })
  const connection = { ...aConnection, apiBaseUrl: origin, keepHistory: true }
  const how = { confirmed: true, onProgress: () => {} }
  const text = '{"parameters": {"key": "of another system"}}'
  const body = { kind: 'json' as const, text, fields: [] }
  await requests.send(connection, { ...emptyRequest, method: 'PUT', body, authorization: false }, how)
  const [entry] = await requests.history(connection)
  const again = entry?.request ?? expect.fail('nothing was kept')
  await expect(requests.send(connection, again, how)).rejects.toMatchObject({
    code: 'invalid_input',
    hint: expect.stringContaining('Put it in again'),
  })
  expect(served).toBe(1)
})

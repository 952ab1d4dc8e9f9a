import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { RowPlan } from '../harness/row.ts'
import { ratiosOf } from '../harness/run-rows.ts'
import { concurrency, listed, prepareBulk } from '../support/bulk.ts'

const bru = join(import.meta.dirname, '..', 'peers', 'node_modules', '@usebruno', 'cli', 'bin', 'bru.js')

/** Access checks of a whole list by our command line, against Bruno's. */
export const bulkBru: RowPlan = {
  id: 'bulk-bru',
  what: `${listed} access checks of a CSV list, ${concurrency} at a time, the whole process`,
  against: 'bru making the same calls, all connections at once: it knows only that or one at a time',
  goal: 0.2,
  async measure(bench) {
    if (!existsSync(bru)) throw new Error('bru is not installed in bench/peers; npm run bench installs it.')
    const lists = await prepareBulk()
    try {
      const collection = join(lists.folder, 'bruno')
      await mkdir(collection)
      const files = {
        'bruno.json': '{ "version": "1", "name": "Access checks", "type": "collection" }',
        ...calls(),
      }
      for (const [name, text] of Object.entries(files)) await writeFile(join(collection, name), text)
      const list = join(lists.folder, `${listed}.csv`)
      const run = [bru, 'run', '--sandbox', 'developer', '--noproxy', '--parallel', '--csv-file-path', list]
      const samples = await ratiosOf(
        bench,
        async () => (await lists.check()).ms,
        async () => (await lists.run(run, collection)).ms,
      )
      return { samples }
    } finally {
      await lists.close()
    }
  },
}

/** The calls of a check, a file each; what an answer gives for the next call is kept without a script. */
function calls(): Readonly<Record<string, string>> {
  const headers = 'headers {\n  authorization: Bearer {{token}}\n  x-api-key: {{api_key}}\n}\n'
  const ids = [0, 1, 2].map(index => `  application${index}: res.body.data[${index}]._id`).join('\n')
  const form = [
    'grant_type: client_credentials',
    'client_id: {{client_id}}',
    'client_secret: {{client_secret}}',
    'scope: openid',
  ].map(line => `  ${line}`)
  const call = (seq: number, name: string, verb: string, url: string, body: string, rest: string): string =>
    `meta {\n  name: ${name}\n  type: http\n  seq: ${seq}\n}\n\n${verb} {\n  url: ${url}\n  body: ${body}\n  auth: none\n}\n\n${rest}`
  const opened = [0, 1, 2].map(index => [
    `application${index}.bru`,
    call(
      4 + index,
      `application${index}`,
      'get',
      `{{api_base_url}}/{{application${index}}}`,
      'none',
      headers,
    ),
  ])
  return {
    'reach.bru': call(1, 'reach', 'head', '{{token_url}}', 'none', ''),
    'token.bru': call(
      2,
      'token',
      'post',
      '{{token_url}}',
      'formUrlEncoded',
      `body:form-urlencoded {\n${form.join('\n')}\n}\n\nvars:post-response {\n  token: res.body.access_token\n}\n`,
    ),
    'access.bru': call(
      3,
      'access',
      'get',
      '{{api_base_url}}/access',
      'none',
      `${headers}\nvars:post-response {\n${ids}\n}\n`,
    ),
    ...Object.fromEntries(opened),
  }
}

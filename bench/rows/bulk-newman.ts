import { writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { RowPlan } from '../harness/row.ts'
import { ratiosOf } from '../harness/run-rows.ts'
import { concurrency, listed, prepareBulk } from '../support/bulk.ts'

/** Access checks of a whole list by our command line, against Postman's. */
export const bulkNewman: RowPlan = {
  id: 'bulk-newman',
  what: `${listed} access checks of a CSV list, ${concurrency} at a time, the whole process`,
  against: 'newman making the same calls, one at a time as it does',
  goal: 0.2,
  async measure(bench) {
    const lists = await prepareBulk()
    try {
      const collection = join(lists.folder, 'checks.postman_collection.json')
      await writeFile(collection, JSON.stringify(postmanCollection()))
      const newman = createRequire(import.meta.url).resolve('newman/bin/newman.js')
      const list = join(lists.folder, `${listed}.csv`)
      const samples = await ratiosOf(
        bench,
        async () => (await lists.check()).ms,
        async () => (await lists.run([newman, 'run', collection, '-d', list, '--silent'])).ms,
      )
      return { samples }
    } finally {
      await lists.close()
    }
  },
}

/** The calls of a check; what an answer gives for the next call is kept by a script, as newman knows no other way. */
function postmanCollection() {
  const headers = [
    { key: 'authorization', value: 'Bearer {{token}}' },
    { key: 'x-api-key', value: '{{api_key}}' },
  ]
  const opened = (name: string) => ({
    name,
    request: { method: 'GET', url: `{{api_base_url}}/{{${name}}}`, header: headers },
  })
  return {
    info: {
      name: 'Access checks',
      schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json',
    },
    item: [
      { name: 'reach', request: { method: 'HEAD', url: '{{token_url}}' } },
      {
        name: 'token',
        request: {
          method: 'POST',
          url: '{{token_url}}',
          body: {
            mode: 'urlencoded',
            urlencoded: [
              { key: 'grant_type', value: 'client_credentials' },
              { key: 'client_id', value: '{{client_id}}' },
              { key: 'client_secret', value: '{{client_secret}}' },
              { key: 'scope', value: 'openid' },
            ],
          },
        },
        event: [afterwards('pm.variables.set("token", pm.response.json().access_token)')],
      },
      {
        name: 'access',
        request: { method: 'GET', url: '{{api_base_url}}/access', header: headers },
        event: [
          afterwards('pm.response.json().data.forEach((a, i) => pm.variables.set("application" + i, a._id))'),
        ],
      },
      opened('application0'),
      opened('application1'),
      opened('application2'),
    ],
  }
}

function afterwards(line: string) {
  return { listen: 'test', script: { type: 'text/javascript', exec: [line] } }
}

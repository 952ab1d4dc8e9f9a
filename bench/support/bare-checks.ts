import { readFileSync } from 'node:fs'
import { Pool } from 'undici'

/**
 * The calls of an access check by undici alone, for every connection of a list:
 *
 *   node bare-checks.ts LIST CONCURRENCY
 *
 * The least that any program must do: no limits, no redirects, no verdict, no report.
 */
const [, , list = '', atOnce = ''] = process.argv
const [head = '', ...lines] = readFileSync(list, 'utf8').trim().split('\n')
const names = head.split(',')
const rows = lines.map(line => {
  const cells = line.split(',')
  return new Map(names.map((name, index) => [name, cells[index] ?? '']))
})
const pools = new Map<string, Pool>()

async function ask(
  method: string,
  address: string,
  headers: Readonly<Record<string, string>> = {},
  body: string | null = null,
): Promise<string> {
  const { origin, pathname } = new URL(address)
  const pool = pools.get(origin) ?? new Pool(origin, { connections: Number(atOnce) })
  pools.set(origin, pool)
  const answer = await pool.request({ method, path: pathname, headers, body })
  const text = await answer.body.text()
  if (answer.statusCode !== 200 && method !== 'HEAD')
    throw new Error(`${method} ${address}: ${answer.statusCode}`)
  return text
}

async function check(row: ReadonlyMap<string, string>): Promise<void> {
  const value = (name: string): string => row.get(name) ?? ''
  await ask('HEAD', value('token_url'))
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: value('client_id'),
    client_secret: value('client_secret'),
    scope: 'openid',
  })
  const granted = await ask(
    'POST',
    value('token_url'),
    { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
    form.toString(),
  )
  const { access_token: token } = JSON.parse(granted) as { access_token: string }
  const headers = {
    authorization: `Bearer ${token}`,
    'x-api-key': value('api_key'),
    accept: 'application/json',
  }
  const listed = await ask('GET', `${value('api_base_url')}/access`, headers)
  const { data } = JSON.parse(listed) as { data: readonly { _id: string }[] }
  for (const { _id } of data) JSON.parse(await ask('GET', `${value('api_base_url')}/${_id}`, headers))
}

const queue = rows.values()
await Promise.all(
  Array.from({ length: Number(atOnce) }, async () => {
    for (const row of queue) await check(row)
  }),
)
for (const pool of pools.values()) await pool.close()

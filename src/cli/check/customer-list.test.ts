import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { surveyList } from './customer-list.ts'

it('A list longer than what is kept of it is read again, in its order and without the rows that cannot be used', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'customer-list-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const path = join(folder, 'list.csv')
  const rows = Array.from({ length: 1010 }, (_, index) =>
    index % 202 === 7 ? `${index},client-${index},,key` : `${index},client-${index},secret-${index},key`,
  )
  await writeFile(path, ['name,client_id,client_secret,api_key', ...rows].join('\n'))
  const list = await surveyList(path, { clientSecret: undefined, apiKey: undefined })
  expect(list).toMatchObject({ usable: 1005, unusable: [9, 211, 413, 615, 817].map(line => ({ line })) })

  const read = []
  for await (const target of list.targets()) {
    const { clientSecret } = await target.readCredentials()
    read.push([target.index, target.connection.name, clientSecret])
  }
  const wanted = rows.map(row => row.split(',')).filter(([, , secret]) => secret !== '')
  expect(read).toEqual(wanted.map(([name, , secret], index) => [index, name, secret]))
})

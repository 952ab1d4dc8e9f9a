import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { z } from 'zod'
import { createJsonFile } from './json-file.ts'

it('what could not be read again is not written, and what was there stays', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'json-file-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const schema = z.array(z.string().max(3)).max(2)
  const file = createJsonFile({ path: join(folder, 'words.json'), schema, empty: [], now: () => 1 })
  await file.change(() => ['one'])
  for (const added of [['long word'], ['two', 'six']]) {
    await expect(file.change(words => [...words, ...added])).rejects.toMatchObject({
      code: 'internal',
      message: 'What was to go into words.json could not be read again.',
    })
  }
  await file.change(words => [...words, 'two'])
  expect(await file.read()).toEqual(['one', 'two'])
  expect(await readdir(folder)).toEqual(['words.json'])
})

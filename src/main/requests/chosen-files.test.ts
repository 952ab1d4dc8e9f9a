import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createChosenFiles } from './chosen-files.ts'

async function aFolder() {
  const folder = await mkdtemp(join(tmpdir(), 'chosen-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

describe('files that were chosen as bodies', () => {
  it('are found again by their ID, also after a restart, and tell the window no path', async () => {
    const folder = await aFolder()
    const parts = { path: join(folder, 'files.json'), newId: randomUUID, now: () => 1 }
    await writeFile(join(folder, 'body.json'), '{}')
    const file = await createChosenFiles(parts).remember(join(folder, 'body.json'))
    expect(file).toEqual({ fileId: expect.any(String), name: 'body.json', bytes: 2 })
    expect((await stat(parts.path)).mode & 0o777).toBe(0o600)
    await writeFile(join(folder, 'body.json'), '{"longer": 1}')
    const body = await createChosenFiles(parts).open(file)
    expect(body.bytes).toBe(13)
    expect(await text(body.open())).toBe('{"longer": 1}')
  })

  it('keep their ID when they are chosen again, so that other requests still send them', async () => {
    const folder = await aFolder()
    const files = createChosenFiles({ path: join(folder, 'files.json'), newId: randomUUID, now: () => 1 })
    for (const name of ['one.json', 'two.json']) await writeFile(join(folder, name), name)
    const first = await files.remember(join(folder, 'one.json'))
    const other = await files.remember(join(folder, 'two.json'))
    const again = await files.remember(join(folder, 'one.json'))
    expect(again).toEqual(first)
    expect(await text((await files.open(first)).open())).toBe('one.json')
    expect(await text((await files.open(other)).open())).toBe('two.json')
  })

  it('that nobody chose are not sent, whatever they are called', async () => {
    const folder = await aFolder()
    const parts = { path: join(folder, 'files.json'), newId: randomUUID, now: () => 1 }
    await writeFile(join(folder, 'private.key'), 'x')
    const file = { fileId: randomUUID(), name: join(folder, 'private.key'), bytes: 1 }
    await expect(createChosenFiles(parts).open(file)).rejects.toMatchObject({
      code: 'invalid_input',
      hint: 'Choose it again.',
    })
  })
})

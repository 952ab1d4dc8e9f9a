import { describe, expect, it } from 'vitest'
import { createDrafts } from './drafts.ts'

function draftsWith(clipboard = '') {
  const heard: string[] = []
  const drafts = createDrafts({
    newId: () => crypto.randomUUID(),
    readClipboardText: () => clipboard,
    onSecret: value => heard.push(value),
  })
  return { drafts, heard }
}

describe('a draft', () => {
  it('keeps a secret without the white space around it, and tells its length alone', () => {
    const { drafts, heard } = draftsWith()
    const { draftId } = drafts.open()
    const presence = drafts.setSecret(draftId, 'apiKey', '\uFEFF  key 1\r\n')
    expect(presence).toEqual({ present: true, length: 5 })
    expect(drafts.secrets(draftId)).toEqual({ apiKey: 'key 1' })
    expect(heard).toEqual(['key 1'])
  })

  it('lets go of a secret that was emptied', () => {
    const { drafts } = draftsWith()
    const { draftId } = drafts.open()
    drafts.setSecret(draftId, 'apiKey', 'key')
    expect(drafts.setSecret(draftId, 'apiKey', ' ')).toEqual({ present: false, length: 0 })
    expect(drafts.secrets(draftId)).toEqual({})
  })

  it('refuses a line break inside a secret without repeating it', () => {
    const { drafts } = draftsWith()
    const { draftId } = drafts.open()
    expect(() => drafts.setSecret(draftId, 'clientSecret', 'one\ntwo')).toThrow(
      expect.objectContaining({ code: 'invalid_input', message: expect.not.stringMatching(/one|two/) }),
    )
  })

  it('is filled from the clipboard, and answers fields but no secret', async () => {
    const { drafts, heard } = draftsWith('CLIENT_ID=me\nCLIENT_SECRET=very-secret')
    const { draftId } = drafts.open()
    drafts.setSecret(draftId, 'apiKey', 'typed')
    const pasted = await drafts.fillFromClipboard(draftId)
    expect(pasted).toEqual({
      source: 'env',
      fields: { clientId: 'me' },
      secrets: { clientSecret: { present: true, length: 11 }, apiKey: { present: true, length: 5 } },
      notes: [],
    })
    expect(drafts.secrets(draftId)).toEqual({ clientSecret: 'very-secret', apiKey: 'typed' })
    expect(heard).toContain('very-secret')
  })

  it('is gone once it is closed', async () => {
    const { drafts } = draftsWith('CLIENT_ID=me')
    const { draftId } = drafts.open()
    drafts.close(draftId)
    const closed = expect.objectContaining({ code: 'invalid_input' })
    expect(() => drafts.setSecret(draftId, 'apiKey', 'key')).toThrow(closed)
    await expect(drafts.fillFromClipboard(draftId)).rejects.toEqual(closed)
  })

  it('makes room by closing the oldest of 50', () => {
    const { drafts } = draftsWith()
    const ids = Array.from({ length: 51 }, () => drafts.open().draftId)
    expect(() => drafts.secrets(ids[0] ?? '')).toThrow()
    expect(drafts.secrets(ids[1] ?? '')).toEqual({})
  })
})

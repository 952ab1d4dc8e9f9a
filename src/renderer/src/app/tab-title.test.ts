import { describe, expect, it } from 'vitest'
import { tabTitle } from './tab-title.ts'
import { topPlace } from './workspace.ts'

const names = {
  connection: 'Site operations',
  application: 'Weighbridge network',
  collection: 'weighings',
  dataset: null,
}
const explorer = (applicationId: string | null, collectionId: string | null) =>
  ({ kind: 'explorer', connectionId: 'c', place: { ...topPlace, applicationId, collectionId } }) as const

describe('the title of an explorer tab', () => {
  it('is the most particular name', () => {
    expect(tabTitle(explorer('a', 'w'), names)).toBe('weighings')
    expect(tabTitle(explorer('a', null), names)).toBe('Weighbridge network')
    expect(tabTitle(explorer(null, null), names)).toBe('Site operations')
  })

  it('is the ID as long as the name is not known', () => {
    expect(tabTitle(explorer('a', 'w'), { ...names, collection: null })).toBe('w')
  })
})

describe('the title of an editor tab', () => {
  it('tells a new connection from a saved one', () => {
    const title = (connectionId: string | null) =>
      tabTitle({ kind: 'editor', connectionId, fromClipboard: false }, names)
    expect([title(null), title('c')]).toEqual(['New connection', 'Edit Site operations'])
  })
})

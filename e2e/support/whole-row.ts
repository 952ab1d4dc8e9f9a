import { expect, type Locator } from 'playwright/test'

/** Pixels of the head of a table. */
const headHeight = 30

/** The row is in view from its upper to its lower edge, below the head. A table is wider than its view. */
export async function expectWhole(row: Locator, table: Locator): Promise<void> {
  await expect(row).toBeVisible()
  await expect
    .poll(async () => {
      const [inner, outer] = [await row.boundingBox(), await table.boundingBox()]
      if (inner === null || outer === null) return 'not drawn'
      if (inner.y < outer.y + headHeight) return 'cut above'
      return inner.y + inner.height > outer.y + outer.height ? 'cut below' : 'whole'
    })
    .toBe('whole')
}

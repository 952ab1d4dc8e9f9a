import AxeBuilder from '@axe-core/playwright'
import type { Page } from 'playwright'

/** What axe finds serious or critical on the page, one line for each rule: the rule and the elements. */
export async function seriousViolations(page: Page): Promise<readonly string[]> {
  // Half faded in or out, text has not its own colour. What goes on without end, such as a skeleton, is not waited for.
  await page.evaluate(async () => {
    const ending = document
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity)
    await Promise.allSettled(ending.map(({ finished }) => finished))
  })
  // The other mode opens a second page, which an app with one window does not have.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(node => node.html).join(' ')}`)
}

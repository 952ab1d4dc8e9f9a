import AxeBuilder from '@axe-core/playwright'
import type { Page } from 'playwright'

/** What axe finds serious or critical on the page, one line for each rule: the rule and the elements. */
export async function seriousViolations(page: Page): Promise<readonly string[]> {
  // The other mode opens a second page, which an app with one window does not have.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(node => node.html).join(' ')}`)
}

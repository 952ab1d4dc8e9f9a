/** Types of the Chrome DevTools Protocol, as Playwright ships them for the Chromium it drives. */
export type { Protocol } from '../../../node_modules/playwright-core/types/protocol.d.ts'

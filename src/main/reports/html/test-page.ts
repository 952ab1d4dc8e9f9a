import { createRequire } from 'node:module'

/** As much of an element as tests of pages look at. This side of the app has no DOM types. */
interface PageElement {
  readonly textContent: string | null
  readonly attributes: { readonly length: number }
  innerHTML: string
  readonly getAttribute: (name: string) => string | null
  readonly hasAttribute: (name: string) => boolean
  readonly querySelector: (selector: string) => PageElement | null
  readonly querySelectorAll: (selector: string) => Iterable<PageElement> & { readonly length: number }
  readonly closest: (selector: string) => PageElement | null
}

interface PageWindow {
  readonly document: PageElement & {
    readonly body: PageElement
    readonly createElement: (name: string) => PageElement
  }
}

interface Jsdom {
  readonly JSDOM: new (
    page: string,
    options: { readonly runScripts: 'dangerously' },
  ) => { readonly window: PageWindow }
}

/** Opens a page in which scripts, if there are any, run. */
export function openTestPage(page: string): PageWindow {
  const { JSDOM } = createRequire(import.meta.url)('jsdom') as Jsdom
  return new JSDOM(page, { runScripts: 'dangerously' }).window
}

import type { CDPSession, Page } from 'playwright/test'

/** A secret that must not be found anywhere, and what to call it when it is. */
export interface Canary {
  readonly name: string
  readonly value: string
}

/** Something that was collected from the app. */
export interface Evidence {
  readonly place: string
  readonly content: string | Buffer
}

export interface Find {
  readonly place: string
  readonly canary: string
  /** How the secret was written there. */
  readonly form: string
}

/** The ways in which a secret may be written: as it is, or as protocols and files write it. */
function formsOf(value: string): readonly (readonly [form: string, text: string])[] {
  const json = JSON.stringify(value).slice(1, -1)
  return [
    ['raw', value],
    ['percent-encoded', encodeURIComponent(value)],
    ['form-encoded', new URLSearchParams([['', value]]).toString().slice(1)],
    ['JSON', json],
    ['JSON in JSON', JSON.stringify(json).slice(1, -1)],
    ['HTML', value.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')],
    ['base64', Buffer.from(value).toString('base64').replace(/=+$/, '')],
    ['base64url', Buffer.from(value).toString('base64url')],
    ['hex', Buffer.from(value).toString('hex')],
  ]
}

/** `id:secret` as Basic sends it, with both halves form-encoded and as they are. Search for it in base64. */
export function basicPairs(name: string, clientId: string, secret: string): readonly Canary[] {
  const encoded = (text: string): string => new URLSearchParams([['', text]]).toString().slice(1)
  return [
    { name: `${name} in Basic`, value: `${encoded(clientId)}:${encoded(secret)}` },
    { name: `${name} in Basic, not encoded`, value: `${clientId}:${secret}` },
  ]
}

/** Every place in which a canary stands, in any of its forms; in files also as UTF-16. */
export function findCanaries(evidence: readonly Evidence[], canaries: readonly Canary[]): readonly Find[] {
  const wanted = canaries.flatMap(({ name, value }) => {
    if (value.length < 8) throw new Error(`${name} is too short to be told from other text.`)
    return formsOf(value).map(([form, text]) => ({ canary: name, form, text }))
  })
  return evidence.flatMap(({ place, content }) =>
    wanted.filter(({ text }) => holds(content, text)).map(({ canary, form }) => ({ place, canary, form })),
  )
}

function holds(content: string | Buffer, text: string): boolean {
  if (typeof content === 'string') return content.includes(text)
  return content.includes(text) || content.includes(Buffer.from(text, 'utf16le'))
}

/** What a page shows and keeps: markup with all attributes, what stands in fields, both storages. */
export async function evidenceOfPage(page: Page): Promise<readonly Evidence[]> {
  const kept = await page.evaluate(() => ({
    markup: document.documentElement.outerHTML,
    text: document.documentElement.textContent ?? '',
    fields: [...document.querySelectorAll('input, textarea, select')]
      .map(field => (field as HTMLInputElement).value)
      .join('\n'),
    local: JSON.stringify({ ...localStorage }),
    session: JSON.stringify({ ...sessionStorage }),
    title: `${document.title}\n${location.href}\n${JSON.stringify(history.state)}`,
  }))
  return [
    { place: 'DOM', content: `${kept.markup}\n${kept.text}\n${kept.fields}\n${kept.title}` },
    { place: 'localStorage', content: kept.local },
    { place: 'sessionStorage', content: kept.session },
  ]
}

/** Every text in the memory of a page, after a garbage collection. */
export async function evidenceOfHeap(page: Page): Promise<Evidence> {
  const session: CDPSession = await page.context().newCDPSession(page)
  const chunks: string[] = []
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk))
  await session.send('HeapProfiler.enable')
  await session.send('HeapProfiler.collectGarbage')
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false })
  await session.detach()
  const { strings } = JSON.parse(chunks.join('')) as { readonly strings: readonly string[] }
  return { place: 'memory of the page', content: strings.join('\n') }
}

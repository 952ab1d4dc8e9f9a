import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type DemoCloud, startDemoCloud } from '../server.ts'
import { type Caller, callAs, documentsPath } from '../test-caller.ts'

interface Weighing {
  readonly _id: string
  readonly _hash: string
  readonly ticket: string
  readonly netKg: number
  readonly grossKg: number
  readonly tareKg: number
  readonly axleLoadsKg: readonly number[]
  readonly operator: string
  readonly vehicle?: { readonly registration: string }
  readonly material: unknown
}

let cloud: DemoCloud
let caller: Caller
let weighings: string

beforeAll(async () => {
  cloud = await startDemoCloud({ documents: 2_500 })
  caller = await callAs(cloud.description, 'works')
  weighings = await documentsPath(caller, 'Weighbridge network', 'weighings')
})
afterAll(() => cloud.close())

const page = async (query: string): Promise<readonly Weighing[]> =>
  (await caller.json(`${weighings}?${query}`)).data

describe('paging', () => {
  it('gives 1000 documents where nothing is said', async () => {
    expect(await page('')).toHaveLength(1000)
  })

  it('leads through the whole collection by l and o without gap or repetition', async () => {
    const tickets: string[] = []
    for (let offset = 0; ; offset += 800) {
      const some = await page(`l=800&o=${offset}`)
      tickets.push(...some.map(({ ticket }) => ticket))
      if (some.length < 800) break
    }
    expect(new Set(tickets).size).toBe(2_500)
    expect(tickets).toHaveLength(2_500)
  })

  it('counts alone with countonly', async () => {
    expect((await caller.json(`${weighings}?countonly=true`)).data).toBe(2_500)
  })

  it('gives nothing past the end and nothing for l=0', async () => {
    expect(await page('o=2500')).toEqual([])
    expect(await page('l=0')).toEqual([])
  })

  it.each(['l=-1', 'l=ten', 'o=1.5', 'countonly=maybe'])(
    'refuses %s with JSON that says why',
    async query => {
      const response = await caller.fetch(`${weighings}?${query}`)
      expect(response.status).toBe(400)
      expect(await response.json()).toMatchObject({ error: { code: 'invalid_parameter' } })
    },
  )
})

describe('what is shown of a document', () => {
  it('has the five system flags, unless they are hidden', async () => {
    const flags = ['_id', '_hash', '_createdAt', '_updatedAt', '_changedBy']
    const [shown] = await page('l=1')
    expect(Object.keys(shown ?? {}).slice(0, 5)).toEqual(flags)
    expect(shown?._hash).toMatch(/^[0-9a-f]{40}$/)
    const [hidden] = await page('l=1&hidesystemflags=true')
    expect(Object.keys(hidden ?? {}).filter(name => name.startsWith('_'))).toEqual([])
  })

  it('has copies of foreign documents only with foreignkeys', async () => {
    const [plain] = await page('l=1')
    const [full] = await page('l=1&foreignkeys=true')
    expect(plain?.vehicle).toBeUndefined()
    expect(plain?.material).toMatch(/^[0-9a-f]{24}$/)
    expect(full?.vehicle?.registration).toMatch(/^[A-Z]{2}\d{2} [A-Z]{3}$/)
    expect(full?.material).toMatchObject({ _id: plain?.material })
  })

  it('holds weights that agree with one another', async () => {
    for (const weighing of await page('l=300')) {
      expect(weighing.grossKg).toBe(weighing.tareKg + weighing.netKg)
      expect(weighing.axleLoadsKg.reduce((a, b) => a + b, 0)).toBe(weighing.grossKg)
    }
  })

  it('is the same document by its ID', async () => {
    const [, second] = await page('l=2')
    expect((await caller.json(`${weighings}/${second?._id}`)).data).toEqual(second)
    expect((await caller.fetch(`${weighings}/0123456789abcdef01234567`)).status).toBe(404)
  })
})

describe('queries', () => {
  it('filters alike by SEARCH and by POST documents/query', async () => {
    const body = { filter: { netKg: { $gte: 20_000 }, 'vehicle.axles': 6 } }
    const searched = (await caller.search(weighings, body)).data as readonly Weighing[]
    const posted = await caller.json(`${weighings}/query`, { method: 'POST', body: JSON.stringify(body) })
    expect(searched.length).toBeGreaterThan(10)
    expect(searched.every(({ netKg }) => netKg >= 20_000)).toBe(true)
    expect(posted.data).toEqual(searched)
    const counted = await caller.search(`${weighings}?countonly=true`, body)
    expect(counted.data).toBe(searched.length)
  })

  it('sorts by several fields and pages through the order', async () => {
    const body = { sort: { direction: 1, netKg: -1 }, projection: { direction: 1, netKg: 1 } }
    const whole = (await caller.search(`${weighings}?l=2500`, body)).data
    const part = (await caller.search(`${weighings}?l=50&o=1600`, body)).data
    expect(part).toEqual(whole.slice(1600, 1650))
    const keys = whole.map(({ direction, netKg }: { direction: string; netKg: number }) => [
      direction,
      -netKg,
    ])
    expect(keys).toEqual([...keys].sort((a, b) => (a[0] === b[0] ? a[1] - b[1] : a[0] < b[0] ? -1 : 1)))
  })

  it('shows some fields, or leaves some out', async () => {
    const some = await caller.search(`${weighings}?l=1`, { projection: { ticket: 1, netKg: 1, _id: 0 } })
    expect(Object.keys(some.data[0])).toEqual(['ticket', 'netKg'])
    const others = await caller.search(`${weighings}?l=1`, { projection: { ticket: 0 } })
    expect(others.data[0].ticket).toBeUndefined()
    expect(others.data[0].netKg).toBeTypeOf('number')
  })

  it('scans the text index by q and finds words by search', async () => {
    const byPattern = await page(`l=2500&q=${encodeURIComponent('^W-10001\\d$')}`)
    expect(byPattern.map(({ ticket }) => ticket)).toHaveLength(10)
    const byWords = await page(`l=2500&search=${encodeURIComponent('løkken')}`)
    expect(byWords.length).toBeGreaterThan(0)
    expect(byWords.every(({ operator }) => operator === 'Åse Løkken')).toBe(true)
  })

  it.each([
    [{ filter: { $where: 'true' } }, 'unsupported_operator'],
    [{ filter: { $expr: { $function: {} } } }, 'unsupported_operator'],
    [{ filter: { netKg: { $near: 1 } } }, 'unsupported_operator'],
    [{ filter: [] }, 'invalid_filter'],
    [{ filter: { ticket: { $regex: '(' } } }, 'invalid_filter'],
    [{ sort: { netKg: 'down' } }, 'invalid_sort'],
    [{ projection: { a: 1, b: 0 } }, 'invalid_projection'],
    ['text', 'invalid_body'],
  ])('refuses %j', async (body, code) => {
    expect((await caller.search(weighings, body)).error?.code).toBe(code)
  })

  it('refuses a q that is no regular expression', async () => {
    expect((await caller.json(`${weighings}?q=(`)).error?.code).toBe('invalid_query')
  })
})

describe('odd data', () => {
  it('has an empty collection', async () => {
    expect((await caller.json(await documentsPath(caller, 'Weighbridge network', 'disputes'))).data).toEqual(
      [],
    )
  })

  it('sends big integers and a key named __proto__ as they are', async () => {
    const path = await documentsPath(caller, 'Laboratory', 'curiosities')
    const text = await (await caller.fetch(path)).text()
    expect(text).toContain('"counter":9007199254740993,')
    expect(text).toContain('"__proto__":{"polluted":true}')
    expect(text.length).toBeGreaterThan(200_000)
  })

  it('adds an envelope key that nobody has documented', async () => {
    const path = await documentsPath(caller, 'Yard stock', 'movements')
    expect((await caller.json(`${path}?l=3&o=5`)).page).toEqual({ offset: 5, limit: 3 })
  })

  it('answers any JSON value from a script', async () => {
    const root = weighings.split('/').slice(0, 2).join('/')
    const data = async (script: string): Promise<unknown> =>
      (await caller.json(`${root}/scripts/${script}`)).data
    expect(Date.parse(String(await data('get_timestamp')))).toBeGreaterThan(0)
    expect(await data('count_open_tickets')).toBe(17)
    expect(await data('last_error')).toBeNull()
    expect((await caller.fetch(`${root}/scripts/none`)).status).toBe(404)
  })

  it('hands out a file of the store as it is', async () => {
    const path = await documentsPath(caller, 'Laboratory', 'certificates')
    const { data } = await caller.json(`${path}?l=2`)
    const root = path.split('/').slice(0, 2).join('/')
    const [pdf, png] = await Promise.all(
      data.map(({ file }: { file: string }) => caller.fetch(`${root}/store/${file}`)),
    )
    expect(pdf.headers.get('content-type')).toBe('application/pdf')
    expect((await pdf.text()).startsWith('%PDF-1.4')).toBe(true)
    expect(png.headers.get('content-type')).toBe('image/png')
    expect(
      Buffer.from(await png.arrayBuffer())
        .subarray(1, 4)
        .toString(),
    ).toBe('PNG')
  })
})

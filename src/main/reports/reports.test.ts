import { readFile } from 'node:fs/promises'
import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { verdicts } from '../../shared/check.ts'
import { csvReport } from './csv-report.ts'
import { displayWidth } from './display-width.ts'
import { darkTokens, lightTokens } from './html/style.ts'
import { openTestPage } from './html/test-page.ts'
import { htmlReport } from './html-report.ts'
import { jsonReport } from './json-report.ts'
import { hostileNames, sampleEntry, sampleRun } from './sample-run.ts'
import { tableReport } from './table-report.ts'

const hostile = sampleRun(
  hostileNames.map(name =>
    sampleEntry('access_refused', {
      name,
      customer: name,
      clientId: name,
      applications: [{ id: name, name, expiry: '2027-01-01T00:00:00.000Z', state: 'works', note: name }],
      notes: [name],
    }),
  ),
)
const every = sampleRun(verdicts.map(verdict => sampleEntry(verdict, { name: verdict })))
const screen = { columns: 100, colour: false }

describe('The table', () => {
  it('is as wide as the terminal at most, in any script', () => {
    const run = sampleRun(
      ['みなと港運株式会社みなと港運株式会社', 'Østmark', '👩‍🚒👩‍🚒👩‍🚒', 'e\u0301'.repeat(60)].map(name =>
        sampleEntry('expired', { name, customer: name }),
      ),
    )
    for (const columns of [40, 60, 80, 120, 200]) {
      const lines = tableReport(run, { columns, colour: false }).split('\n')
      expect(Math.max(...lines.map(displayWidth))).toBeLessThanOrEqual(columns)
    }
  })

  it('says each verdict in words, what needs somebody first, and how many there are', () => {
    const lines = tableReport(every, screen).split('\n')
    expect(lines[2]).toMatch(/^✗ .*/)
    expect(lines.findIndex(line => line.startsWith('! Expires soon'))).toBe(17)
    expect(lines.findIndex(line => line.startsWith('✓ Works'))).toBe(18)
    expect(lines).toContain('15 of 17 do not work, 1 expires soon.')
  })

  it('colours verdicts only where asked to', () => {
    expect(tableReport(every, { columns: 100, colour: true })).toContain('\u001b[31m✗')
    expect(tableReport(every, screen)).not.toContain('\u001b')
  })

  it('lets no name act on the terminal', () => {
    const text = tableReport(hostile, screen)
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u)
    expect(text).toContain('<script>')
  })

  it('tells what was not checked', () => {
    const unusedRows = Array.from({ length: 25 }, (_, line) => ({ line, reason: 'client_id: missing.' }))
    const text = tableReport(sampleRun([], { unusedRows, notReached: 7 }), screen)
    expect(text).toContain('7 more not checked.')
    expect(text).toContain('Row 19 was not checked. client_id: missing.')
    expect(text).toContain('5 more rows were not checked.')
  })
})

describe('The JSON report', () => {
  it('has the documented shape and nothing else', () => {
    const entry = sampleEntry('client_refused', {
      failingStep: 'token',
      applications: [{ id: 'a', name: 'Yard', expiry: null, state: 'refused', note: 'x' }],
    })
    expect(JSON.parse(jsonReport(sampleRun([entry])))).toEqual({
      startedAt: '2026-11-23T14:32:00.000Z',
      finishedAt: '2026-11-23T14:33:00.000Z',
      results: [
        {
          name: 'Yard dashboard',
          customer: 'Okafor Recycling',
          verdict: 'client_refused',
          failingStep: 'token',
          applications: [{ id: 'a', name: 'Yard', expiry: null }],
          advice: 'Check the key. Ask for a new one.',
          steps: [
            { step: 'token_server', ok: true, ms: 12 },
            { step: 'token', ok: false, ms: 34 },
          ],
        },
      ],
    })
  })

  it('keeps every name as it is, and lets none act on a terminal', () => {
    const text = jsonReport(hostile)
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u)
    const { results } = JSON.parse(text) as { results: { name: string }[] }
    expect(results.map(({ name }) => name)).toEqual(hostileNames)
  })
})

describe('The CSV report', () => {
  it('has one row for each connection, and no formula', () => {
    const rows = parse(csvReport(hostile), { bom: true }) as string[][]
    expect(rows).toHaveLength(1 + hostileNames.length)
    expect(rows[3]?.[0]).toBe(`'${hostileNames[2]}`)
    for (const cell of rows.flat()) expect(cell).not.toMatch(/^[=+\-@\t\r]/)
  })
})

describe('The page', () => {
  it('shows hostile names as text, in a direction of their own, and runs nothing', () => {
    const window = openTestPage(htmlReport(hostile))
    const { document } = window
    expect('hacked' in window).toBe(false)
    expect(document.querySelectorAll('script, img, iframe, link, object, form')).toHaveLength(0)
    expect(document.querySelectorAll('style')).toHaveLength(1)
    expect([...document.querySelectorAll('*')].filter(element => element.hasAttribute('style'))).toEqual([])
    const names = [...document.querySelectorAll('tbody a bdi')].map(name => name.textContent)
    expect(names[0]).toBe(hostileNames[0])
    expect(names[3]).toBe('txt.exe reversed')
    expect(document.body.textContent).not.toMatch(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/)
    expect(document.body.textContent?.replaceAll(/[\n\t]/g, '')).not.toMatch(/\p{Cc}/u)
  })

  it('loads nothing: its policy allows its own style sheet only, and no address is in it', () => {
    const page = htmlReport(every)
    const { document } = openTestPage(page)
    const policy = document.querySelector('meta[http-equiv]')?.getAttribute('content')
    expect(policy).toMatch(
      /^default-src 'none'; style-src 'sha256-[^']+'; base-uri 'none'; form-action 'none'$/,
    )
    const links = [...document.querySelectorAll('[href], [src]')].map(link => link.getAttribute('href'))
    expect(links.every(link => link?.startsWith('#c') === true)).toBe(true)
    expect(page).not.toMatch(/url\(|@import|https?:/)
  })

  it.each([
    [true, '1 connection of 1 customer, checked 23 November 2026, 14:32 UTC in 60.0 s. Ended early: 2 more'],
    [
      false,
      '1 connection of 1 customer. Results from 23 November 2026, 14:32 UTC to 23 November 2026, 14:33 UTC. 2 more were never checked.',
    ],
  ])('says when its results are from, of one run (%s) or of different times', (isOneRun, told) => {
    const page = htmlReport(sampleRun([sampleEntry('works')], { isOneRun, notReached: 2 }))
    expect(openTestPage(page).document.querySelector('.hint')?.textContent).toContain(told)
  })

  it('leads from each row to its details, and says each verdict in shape and word', () => {
    const { document } = openTestPage(htmlReport(every))
    const rows = [...document.querySelectorAll('main > table > tbody > tr')]
    expect(rows).toHaveLength(verdicts.length)
    for (const row of rows) {
      const target = row.querySelector('a')?.getAttribute('href') ?? ''
      const summary = document.querySelector(target)?.closest('details')?.querySelector('b')?.textContent
      expect(summary).toBe(row.querySelector('a')?.textContent)
      expect(row.querySelector('.verdict svg')).not.toBeNull()
      expect(row.querySelector('.verdict')?.textContent).not.toBe('')
    }
    expect(document.querySelector('h1')?.textContent).toBe('15 of 17 do not work, 1 expires soon')
  })

  it('has the colours of the app', async () => {
    const tokens = await readFile(new URL('../../renderer/src/theme/tokens.css', import.meta.url), 'utf8')
    const [light = '', dark = ''] = tokens.split('[data-mantine-color-scheme="dark"]')
    const colour = (block: string, name: string) =>
      new RegExp(`${name}:\\s*(#[0-9a-f]{6})`).exec(block)?.[1] ?? 'none'
    for (const [name, value] of Object.entries(lightTokens))
      expect([name, colour(light, name)]).toEqual([name, value])
    for (const [name, value] of Object.entries(darkTokens))
      expect([name, colour(dark, name)]).toEqual([name, value])
  })
})

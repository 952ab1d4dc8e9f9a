import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findChromium } from '../electron-standin/chromium/executable.ts'
import { readPng, writePalettePng } from './png.ts'

const size = { width: 160, height: 100 }
let folder = ''
let page: Page
let close = async (): Promise<void> => {}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'png-'))
  const executablePath = findChromium(false, process.env)?.path
  if (executablePath === undefined) expect.fail('There is no Chromium to look at pictures with.')
  const browser = await chromium.launch({ executablePath })
  close = () => browser.close()
  page = await browser.newPage({ viewport: size })
})
afterAll(async () => {
  await close()
  rmSync(folder, { recursive: true, force: true })
})

async function screenshotOf(html: string): Promise<Buffer> {
  await page.setContent(`<style>body { margin: 0 }</style>${html}`)
  return page.screenshot()
}

/** What a browser shows of a PNG, as Chromium itself writes it down. */
async function seen(png: Buffer): Promise<Uint8Array> {
  const source = `data:image/png;base64,${png.toString('base64')}`
  return readPng(await screenshotOf(`<img src="${source}" style="display: block">`)).bytes
}

describe('a picture with a palette', () => {
  it('is the same picture where there are few colours', async () => {
    const boxes = ['#f3f3f6', '#101115', '#3f51c9', '#2a9d5c']
      .map((colour, i) => `<div style="background: ${colour}; width: ${40 + 30 * i}px; height: 20px"></div>`)
      .join('')
    const png = await screenshotOf(boxes)
    const pixels = readPng(png)
    expect(pixels).toMatchObject(size)
    const shown = await seen(writePalettePng(pixels))
    expect(Buffer.compare(shown, pixels.bytes)).toBe(0)
    expect(new Set(pixels.bytes).size).toBeGreaterThan(4)
  })

  it('looks nearly the same where there are many', async () => {
    const png = await screenshotOf(
      '<div style="width: 160px; height: 100px; background: linear-gradient(90deg, #e8effb, #3f51c9 60%, #101115)">Tickets</div>',
    )
    const pixels = readPng(png)
    const shown = await seen(writePalettePng(pixels))
    const furthest = pixels.bytes.reduce(
      (most, part, at) => Math.max(most, Math.abs(part - (shown[at] ?? 0))),
      0,
    )
    expect(furthest).toBeLessThan(8)
  })

  it('is refused where it is none', () => {
    expect(() => readPng(readFileSync(import.meta.filename))).toThrow('not a PNG')
  })
})

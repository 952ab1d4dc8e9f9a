/**
 * Draws resources/icon.svg at every size that the systems ask for, and packs the results as .ico (Windows) and
 * .icns (macOS). Run after changing the drawing; the results are committed, so that a build needs no browser.
 *
 * Usage: node tools/make-icons.mjs [path of a Chromium]
 */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { chromium } from 'playwright'

const folder = join(import.meta.dirname, '../resources')
const sizes = [16, 24, 32, 48, 64, 128, 256, 512, 1024]
/** Sizes that Windows shows. An entry of an .ico has one byte for each side, so 256 is the largest (written as 0). */
const icoSizes = [16, 24, 32, 48, 64, 256]
/** Types of an .icns whose data may be PNG (the @2x types are the same pixels under another name). */
const icnsTypes = [
  ['icp4', 16],
  ['icp5', 32],
  ['ic11', 32],
  ['ic12', 64],
  ['ic07', 128],
  ['ic08', 256],
  ['ic13', 256],
  ['ic09', 512],
  ['ic14', 512],
  ['ic10', 1024],
]

/** Every size as PNG bytes, drawn by a browser on a transparent ground. */
async function draw(svg) {
  const executablePath = process.argv[2] ?? '/usr/bin/chromium-headless-shell'
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
  try {
    const pngs = new Map()
    for (const size of sizes) {
      const page = await browser.newPage({ viewport: { width: size, height: size } })
      const source = `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`
      await page.setContent(
        `<style>body{margin:0}img{display:block}</style><img width="${size}" height="${size}" src="${source}">`,
      )
      await page.locator('img').evaluate(image => image.decode())
      pngs.set(size, await page.screenshot({ omitBackground: true }))
      await page.close()
    }
    return pngs
  } finally {
    await browser.close()
  }
}

/** An .ico: a directory of 16 bytes for each image, then the images as PNG (understood since Windows Vista). */
function packIco(pngs) {
  const images = icoSizes.map(size => ({ size, data: pngs.get(size) }))
  const head = Buffer.alloc(6 + 16 * images.length)
  head.writeUInt16LE(1, 2)
  head.writeUInt16LE(images.length, 4)
  let offset = head.length
  images.forEach(({ size, data }, index) => {
    const at = 6 + 16 * index
    head.writeUInt8(size % 256, at)
    head.writeUInt8(size % 256, at + 1)
    head.writeUInt16LE(1, at + 4)
    head.writeUInt16LE(32, at + 6)
    head.writeUInt32LE(data.length, at + 8)
    head.writeUInt32LE(offset, at + 12)
    offset += data.length
  })
  return Buffer.concat([head, ...images.map(({ data }) => data)])
}

/** An .icns: for each image its type and its length, eight bytes of head included, big-endian. */
function packIcns(pngs) {
  const block = (type, data) => {
    const head = Buffer.alloc(8)
    head.write(type, 0, 'latin1')
    head.writeUInt32BE(8 + data.length, 4)
    return Buffer.concat([head, data])
  }
  return block('icns', Buffer.concat(icnsTypes.map(([type, size]) => block(type, pngs.get(size)))))
}

const pngs = await draw(await readFile(join(folder, 'icon.svg'), 'utf8'))
for (const [size, data] of pngs) await writeFile(join(folder, `icon-${size}.png`), data)
await writeFile(join(folder, 'icon.png'), pngs.get(512))
await writeFile(join(folder, 'icon.ico'), packIco(pngs))
await writeFile(join(folder, 'icon.icns'), packIcns(pngs))

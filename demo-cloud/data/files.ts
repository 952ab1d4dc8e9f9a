import { crc32, deflateSync } from 'node:zlib'
import { objectIdFor } from '../random.ts'

/** A file of the store. */
export interface StoreFile {
  readonly id: string
  readonly name: string
  readonly contentType: string
  readonly bytes: Buffer
}

const NAMES = ['certificate.pdf', 'stockpile.png'] as const

/** The ID of a file; every application with a laboratory has the same two. */
export const fileIdAt = (seed: string, index: number): string =>
  objectIdFor(seed, `file ${NAMES[index] ?? NAMES[0]}`)

/** The files of the store: a certificate of one page and a small picture. */
export function storeFiles(seed: string): readonly StoreFile[] {
  return [
    { id: fileIdAt(seed, 0), name: NAMES[0], contentType: 'application/pdf', bytes: certificate() },
    { id: fileIdAt(seed, 1), name: NAMES[1], contentType: 'image/png', bytes: picture(96, 64) },
  ]
}

/** A PDF of one page with three lines, its cross-reference table counted out (PDF 1.4, section 3.4). */
function certificate(): Buffer {
  const text = [
    'BT /F1 22 Tf 60 760 Td (Certificate of conformity) Tj',
    '/F1 12 Tf 0 -36 Td (Crushed limestone 20 mm, EN 13242) Tj',
    '0 -20 Td (Demo data: this certifies nothing.) Tj ET',
  ].join('\n')
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${text.length} >>\nstream\n${text}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ]
  let file = '%PDF-1.4\n'
  const offsets = objects.map((body, index) => {
    const offset = file.length
    file += `${index + 1} 0 obj\n${body}\nendobj\n`
    return offset
  })
  const table = offsets.map(offset => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  const start = file.length
  const size = objects.length + 1
  file += `xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`
  return Buffer.from(file, 'latin1')
}

/** A PNG of a heap under a sky, eight bits a channel (PNG specification, sections 5 and 11). */
function picture(width: number, height: number): Buffer {
  const rows = Array.from({ length: height }, (_, y) => {
    const row = Buffer.alloc(1 + width * 3)
    for (let x = 0; x < width; x += 1) {
      const heap = y > 18 + Math.abs(x - width / 2) * 0.8
      row.set(heap ? [150 - y, 132 - y, 104] : [176 - y, 204 - y, 226], 1 + x * 3)
    }
    return row
  })
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 2, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.concat(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}

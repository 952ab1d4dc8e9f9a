import type { BodyLine, HexRow } from '../../shared/requests.ts'
import { hexRowBytes } from '../../shared/requests.ts'
import type { LineRange } from './line-index.ts'

/** Bytes of a line that are shown: some screens wide. One long line costs a view more than a large body does. */
export const shownLineBytes = 2000

/** A line for a view. `bytes` holds its first bytes. */
export function bodyLine(range: LineRange, bytes: Uint8Array, decoderLabel: string): BodyLine {
  const length = range.to - range.from
  const cut = length > shownLineBytes
  // As a stream: a character that is cut at the end is left out. A byte order mark stays, so that columns are right.
  const text = new TextDecoder(decoderLabel, { ignoreBOM: true }).decode(bytes.subarray(0, shownLineBytes), {
    stream: cut,
  })
  return { text: visible(text.endsWith('\r') && !cut ? text.slice(0, -1) : text), length, cut }
}

/** Control characters as their pictures (U+2400 on): unseen ones would hide or move what stands around them. */
export function visible(text: string): string {
  return text.replace(/(?!\t)\p{Cc}/gu, character => {
    const code = character.charCodeAt(0)
    return code < 0x20 ? String.fromCharCode(0x2400 + code) : code === 0x7f ? '\u2421' : '\ufffd'
  })
}

/** Encodings in which a line break is the byte 10; others are read as UTF-8. */
export function decoderFor(contentType: string): string {
  const charset = /charset="?([^";\s]+)/i.exec(contentType)?.[1]?.toLowerCase() ?? 'utf-8'
  return /^(?:iso-8859-\d+|windows-125\d|us-ascii|latin1|shift_jis|euc-jp|euc-kr|gbk|gb18030|big5|koi8-r)$/.test(
    charset,
  )
    ? charset
    : 'utf-8'
}

/** Rows of the hex view for bytes that start at a row. */
export function hexRows(bytes: Buffer): readonly HexRow[] {
  const rows: HexRow[] = []
  for (let at = 0; at < bytes.length; at += hexRowBytes) {
    const row = bytes.subarray(at, at + hexRowBytes)
    rows.push({
      hex: row.toString('hex'),
      text: row.toString('latin1').replace(/[^\x20-\x7e]/g, '·'),
    })
  }
  return rows
}

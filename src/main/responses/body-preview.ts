import { type BodyPreview, maxImageBytes } from '../../shared/bodies.ts'
import type { Kept } from './kept-bodies.ts'

/** Bytes of a text that a preview begins with. */
const textBytes = 64 * 1024
/** Bytes that tell what a file is. */
const signatureBytes = 1024

/**
 * The body as what it is. Images are known by their first bytes, never by their type alone, and go out as a `data:`
 * address for an `img`, in which no script runs. Nothing else is ever rendered.
 */
export async function bodyPreview({ raw, facts, decoder, contentType }: Kept): Promise<BodyPreview> {
  const start = await raw.read(0, signatureBytes)
  const type = imageType(start)
  if (type !== null) {
    if (facts.bytes > maxImageBytes) {
      const limit = maxImageBytes / 1024 / 1024
      return {
        kind: 'facts',
        what: words[type] ?? type,
        why: `Images of more than ${limit} MB are not shown here.`,
      }
    }
    const bytes = await raw.read(0, facts.bytes)
    return {
      kind: 'image',
      type: words[type] ?? type,
      dataUrl: `data:${type};base64,${bytes.toString('base64')}`,
    }
  }
  if (facts.kind === 'json' || facts.kind === 'text') {
    const bytes = await raw.read(0, textBytes)
    const cut = facts.bytes > bytes.length
    const text = new TextDecoder(decoder).decode(bytes, { stream: cut })
    const isHtml = /^\s*(?:<!--[\s\S]*?-->\s*)*<(?:!doctype html|html|head|body)\b/i.test(text)
    return {
      kind: 'text',
      what: isHtml ? 'HTML, shown as text' : facts.kind === 'json' ? 'JSON' : 'Text',
      text,
      cut,
    }
  }
  return {
    kind: 'facts',
    what: fileType(start) ?? (contentType || 'Bytes of an unknown kind'),
    why: 'There is no preview of it here.',
  }
}

const words: Readonly<Record<string, string>> = {
  'image/png': 'PNG image',
  'image/jpeg': 'JPEG image',
  'image/gif': 'GIF image',
  'image/webp': 'WebP image',
  'image/avif': 'AVIF image',
  'image/bmp': 'BMP image',
  'image/x-icon': 'Icon',
  'image/svg+xml': 'SVG image',
}

/** The type of an image that a browser shows, by its signature (WHATWG MIME Sniffing, section 6.1). */
function imageType(start: Buffer): string | null {
  const text = start.toString('latin1')
  if (text.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png'
  if (text.startsWith('\xff\xd8\xff')) return 'image/jpeg'
  if (/^GIF8[79]a/.test(text)) return 'image/gif'
  if (/^RIFF[\s\S]{4}WEBPVP/.test(text)) return 'image/webp'
  if (/^[\s\S]{4}ftypavi[fs]/.test(text)) return 'image/avif'
  if (/^BM[\s\S]{4}\0\0\0\0/.test(text)) return 'image/bmp'
  if (text.startsWith('\0\0\x01\0')) return 'image/x-icon'
  return /^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*|<!--[\s\S]*?-->\s*|<!doctype svg[^>]*>\s*)*<svg[\s>]/i.test(
    text,
  )
    ? 'image/svg+xml'
    : null
}

function fileType(start: Buffer): string | null {
  const text = start.toString('latin1')
  if (text.startsWith('%PDF-')) return 'PDF document'
  if (text.startsWith('PK\x03\x04')) return 'ZIP archive or Office document'
  if (text.startsWith('\x1f\x8b')) return 'Gzip archive'
  if (text.startsWith('PAR1')) return 'Parquet file'
  return null
}

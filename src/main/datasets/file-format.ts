import { open } from 'node:fs/promises'
import { extname } from 'node:path'
import type { FileFormat } from '../../shared/datasets.ts'
import { ExplorerError } from '../../shared/errors.ts'

const byExtension: Readonly<Record<string, FileFormat>> = {
  '.json': 'json',
  '.ndjson': 'ndjson',
  '.jsonl': 'ndjson',
  '.csv': 'csv',
  '.tsv': 'csv',
  '.parquet': 'parquet',
}

/** Bytes that are looked at where the name does not tell. */
const headBytes = 4096

/** What a file of documents is, by its name or else by its first bytes. Throws where it cannot be read. */
export async function fileFormat(path: string): Promise<FileFormat> {
  const head = await headOf(path)
  if (head.subarray(0, 4).toString('latin1') === 'PAR1') return 'parquet'
  const known = byExtension[extname(path).toLowerCase()]
  if (known !== undefined && known !== 'parquet') return known
  if (known === 'parquet') {
    throw new ExplorerError('invalid_input', 'This is not a Parquet file, although its name says so.', {
      hint: 'Choose another file.',
    })
  }
  return /^\ufeff?\s*[[{]/.test(head.toString('utf8')) ? 'json' : 'csv'
}

async function headOf(path: string): Promise<Buffer> {
  try {
    const file = await open(path)
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0)
      return buffer.subarray(0, bytesRead)
    } finally {
      await file.close()
    }
  } catch (error) {
    throw new ExplorerError('invalid_input', 'The file could not be read.', {
      hint: 'Check that it is still there and that you may read it.',
      cause: error,
    })
  }
}

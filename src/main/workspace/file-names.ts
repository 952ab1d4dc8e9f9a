import { ExplorerError } from '../../shared/errors.ts'

/** Ends the name of every file of a saved request. */
export const requestEnding = '.request.json'

/** Names that Windows keeps for devices, with any ending. */
const deviceName = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)/i
/** What one of the usual file systems does not take in a name. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: those are what must not be in a name
const unfitForFiles = /[\x00-\x1f\x7f<>:"/\\|?*]/

/** Bytes of a name; file systems take 255, and a number may be added. */
const maxNameBytes = 120

/** The name of a file for a request: readable, and possible on every system a workspace may be cloned to. */
export function fileNameFor(name: string): string {
  const plain = name
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
  let short = plain
  while (Buffer.byteLength(short) > maxNameBytes) short = [...short].slice(0, -1).join('')
  const trimmed = short.replace(/^-+|-+$/g, '')
  return trimmed === '' || deviceName.test(trimmed)
    ? `request${trimmed === '' ? '' : `-${trimmed}`}`
    : trimmed
}

/** A name like the wanted one that no sibling has, whatever its case: some file systems do not tell those apart. */
export function freeName(wanted: string, taken: readonly string[], ending: string): string {
  const fold = (text: string): string => text.normalize('NFC').toLowerCase()
  const names = new Set(taken.map(fold))
  for (let number = 1; ; number++) {
    const name = `${number === 1 ? wanted : `${wanted}-${number}`}${ending}`
    if (!names.has(fold(name))) return name
  }
}

/** Throws `invalid_input` for the name of a folder that some file system would not take. */
export function checkFolderName(name: string): void {
  const fits =
    name.trim() === name &&
    name !== '' &&
    !unfitForFiles.test(name) &&
    !/^\.|[. ]$/.test(name) &&
    !deviceName.test(name) &&
    Buffer.byteLength(name) <= maxNameBytes
  if (fits) return
  throw new ExplorerError('invalid_input', `"${name.slice(0, 60)}" cannot be the name of a folder.`, {
    hint: 'Use letters, digits, spaces and hyphens, without a dot at either end.',
  })
}

/** A name for a folder that is like the wanted one and that every file system takes. */
export function folderNameFor(name: string): string {
  let plain = name
    .normalize('NFC')
    .replace(new RegExp(unfitForFiles, 'g'), '-')
    .replace(/^[.\s]+|[.\s]+$/g, '')
  while (Buffer.byteLength(plain) > maxNameBytes) plain = [...plain].slice(0, -1).join('').trimEnd()
  if (plain === '') return 'Folder'
  return deviceName.test(plain) ? `Folder ${plain}` : plain
}

/** The parts of a place below the workspace folder. Throws `invalid_input` for one that could lead out of it. */
export function partsOf(place: string): readonly string[] {
  if (place === '') return []
  const parts = place.split('/')
  for (const part of parts) {
    if (part === '' || unfitForFiles.test(part) || /^\.{1,2}$/.test(part) || part.startsWith('.')) {
      throw new ExplorerError('invalid_input', 'This is no place in the workspace folder.')
    }
  }
  return parts
}

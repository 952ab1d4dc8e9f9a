/**
 * Control characters, and the marks that turn the direction of text or have no width: a name from a server must
 * not be able to rearrange the sentence it is put into.
 */
const unprintable = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}]+/gu

/** Text from outside as one short line: no line breaks, no invisible characters, cut at `longest` characters. */
export function plainText(text: string, longest = 80): string {
  const line = text.slice(0, 4000).replace(unprintable, ' ').replace(/\s+/g, ' ').trim()
  const characters = Array.from(line)
  return characters.length <= longest ? line : `${characters.slice(0, longest - 1).join('')}…`
}

/**
 * Control characters, and the marks that turn the direction of text or have no width: a name from a server must
 * not be able to rearrange the sentence it is put into.
 */
const unprintable = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}]+/gu

/** Words of ASCII with one space between them, as most texts are: there is nothing to put right. */
const plain = /^[!-~]+(?: [!-~]+)*$/

/** Text from outside as one short line: no line breaks, no invisible characters, cut at `longest` characters. */
export function plainText(text: string, longest = 80): string {
  if (text.length <= longest && plain.test(text)) return text
  const line = text.slice(0, 4000).replace(unprintable, ' ').replace(/\s+/g, ' ').trim()
  const characters = Array.from(line)
  return characters.length <= longest ? line : `${characters.slice(0, longest - 1).join('')}…`
}

/**
 * Names under which applications keep integration credentials and external API keys (fact sheet, section 6). Better
 * one name too many: a masked value is one click away, a shown one is shown.
 */
export const secretNamePattern = String.raw`secret|passw|passphrase|pwd|token|api[\s_-]?key|access[\s_-]?key|private[\s_-]?key|credential|authori[sz]ation|connection[\s_-]?string|signature|cookie`
const secretName = new RegExp(secretNamePattern, 'i')

/** Whether what stands under this name is probably a secret. */
export function looksSecret(name: string): boolean {
  return secretName.test(name)
}

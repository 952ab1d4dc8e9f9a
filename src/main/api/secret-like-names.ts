/**
 * Names under which applications keep integration credentials and external API keys (fact sheet, section 6). Better
 * one name too many: a masked value is one click away, a shown one is shown.
 */
const secretName =
  /secret|passw|passphrase|pwd|token|api[\s_-]?key|access[\s_-]?key|private[\s_-]?key|credential|authori[sz]ation|connection[\s_-]?string|signature|cookie/i

/** Whether what stands under this name is probably a secret. */
export function looksSecret(name: string): boolean {
  return secretName.test(name)
}

import type { SecretName, SecretPresence } from '../../../../shared/connection.ts'

export const secretLabels: Readonly<Record<SecretName, string>> = {
  clientSecret: 'Client Secret',
  apiKey: 'API Key',
}

/** What is said of a secret that main holds for the form: `32 characters, ready to save`. */
export function presenceText({ length }: SecretPresence): string {
  return `${length} ${length === 1 ? 'character' : 'characters'}, ready to save`
}

/** `the Client Secret`, `the Client Secret and the API Key`. */
export function secretsText(names: readonly SecretName[]): string {
  return names.map(name => `the ${secretLabels[name]}`).join(' and ')
}

import { type ConnectionFields, type PastedConnection, secretNames } from '../../../../shared/connection.ts'
import { secretLabels } from './secret-words.ts'

const sources: Readonly<Record<PastedConnection['source'], string>> = {
  env: 'lines of a .env file',
  curl: 'a curl command',
  postman: 'a Postman environment',
  json: 'a JSON object',
}

const fieldLabels: Readonly<Partial<Record<keyof ConnectionFields, string>>> = {
  name: 'Name',
  customer: 'Customer',
  tokenUrl: 'Token URL',
  issuer: 'Issuer',
  apiBaseUrl: 'API base URL',
  clientId: 'Client ID',
  scope: 'Scope',
  clientAuthentication: 'Client authentication',
}

/** `Filled from lines of a .env file: Client ID, Client Secret (32 characters).` Never a value. */
export function filledText(pasted: PastedConnection): string {
  const fields = (Object.keys(pasted.fields) as (keyof ConnectionFields)[]).flatMap(
    name => fieldLabels[name] ?? [],
  )
  const secrets = secretNames
    .filter(name => pasted.secrets[name].present)
    .map(name => `${secretLabels[name]} (${pasted.secrets[name].length} characters)`)
  return `Filled from ${sources[pasted.source]}: ${[...fields, ...secrets].join(', ')}.`
}

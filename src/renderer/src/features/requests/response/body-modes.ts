import type { BodyFacts } from '../../../../../shared/requests.ts'

export const bodyModes = [
  { value: 'pretty', label: 'Pretty' },
  { value: 'raw', label: 'Raw' },
  { value: 'hex', label: 'Hex' },
  { value: 'preview', label: 'Preview' },
] as const

export type BodyMode = (typeof bodyModes)[number]['value']

/** The view that suits a body first. */
export function firstMode({ kind }: BodyFacts, contentType: string): BodyMode {
  if (kind === 'json') return 'pretty'
  if (/^image\//i.test(contentType)) return 'preview'
  return kind === 'binary' ? 'hex' : 'raw'
}

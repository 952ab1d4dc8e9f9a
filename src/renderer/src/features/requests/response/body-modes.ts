import type { BodyFacts } from '../../../../../shared/requests.ts'

export const bodyModes = [
  { value: 'pretty', label: 'Pretty' },
  { value: 'raw', label: 'Raw' },
  { value: 'hex', label: 'Hex' },
  { value: 'preview', label: 'Preview' },
] as const

export type BodyMode = (typeof bodyModes)[number]['value']

/** The view that suits a body first. */
function firstMode({ kind }: BodyFacts, contentType: string): BodyMode {
  if (kind === 'json') return 'pretty'
  if (/^image\//i.test(contentType)) return 'preview'
  return kind === 'binary' ? 'hex' : 'raw'
}

/** The view that was chosen, where a body can be shown in it; otherwise the one that suits it first. */
export function modeFor(chosen: BodyMode | null, facts: BodyFacts, contentType: string): BodyMode {
  const fits = chosen !== null && (chosen !== 'pretty' || facts.kind === 'json')
  return fits ? chosen : firstMode(facts, contentType)
}

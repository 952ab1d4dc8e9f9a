import type { SentRequest } from '../../../../shared/requests.ts'

/** A part of the time that a request took, on one scale with the others. */
export interface TimingPart {
  readonly name: string
  /** Milliseconds from the first part on. */
  readonly from: number
  readonly ms: number
}

/** Milliseconds from the start to the end of the body: all parts together. */
export function totalTime(timing: SentRequest['timing']): number {
  return timingParts(timing).reduce((sum, { ms }) => sum + ms, 0)
}

/** The parts of the time, in the order they happened; those that did not happen are left out. */
export function timingParts({
  token,
  refused,
  download,
  phases,
}: SentRequest['timing']): readonly TimingPart[] {
  const { redirects, queue, connection, firstByte } = phases
  const lengths: readonly (readonly [name: string, ms: number | null])[] = [
    ['Token', token < 1 ? null : token],
    ['Refused token', refused],
    ['Redirects', redirects === 0 ? null : redirects],
    ['Queue', queue],
    ['Name look-up', connection?.lookup ?? null],
    ['Connect', connection?.connect ?? null],
    ['TLS', connection?.tls ?? null],
    ['First byte', firstByte],
    ['Download', download],
  ]
  const parts: TimingPart[] = []
  let from = 0
  for (const [name, ms] of lengths) {
    if (ms === null) continue
    parts.push({ name, from, ms })
    from += ms
  }
  return parts
}

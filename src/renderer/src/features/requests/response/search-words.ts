import { type BodyMatches, searchSeconds } from '../../../../../shared/bodies.ts'

/** How far somebody is in what was found, in words. `at` counts from 0. */
export function foundText({ matches, count, whole }: BodyMatches, at: number): string {
  const all = count.toLocaleString('en-GB')
  const ended = whole ? '' : `, ended after ${searchSeconds} s`
  if (count === 0) return whole ? 'Nothing found' : `Nothing found${ended}`
  const beyond =
    matches.length < count ? `, the first ${matches.length.toLocaleString('en-GB')} can be gone to` : ''
  return `${(at + 1).toLocaleString('en-GB')} of ${whole ? '' : 'at least '}${all}${beyond}${ended}`
}

import { createSecretScrubber, type HttpAnswer, redactText } from '../http/index.ts'
import { lenientText, shorten } from './answer-text.ts'

/** Removes secrets from text that people will see. */
export type Redact = (text: string) => string

/** Characters of a body that go into the evidence of an error: enough for any error message, little for data. */
const maxEvidence = 2000

/**
 * Removes what is secret by its name and, in whatever encoding, the values given: those that were sent with the
 * request that is being reported. `scrub` removes the other values that the app knows.
 */
export function createRedact(secrets: readonly string[], scrub: Redact = text => text): Redact {
  const scrubber = createSecretScrubber()
  for (const secret of secrets) scrubber.know(secret)
  return text => scrub(scrubber.scrub(redactText(text)))
}

/** The head of an answer for the details of an error. Cut last, so that no secret is cut in half and missed. */
export function evidenceOf(answer: HttpAnswer, redact: Redact): string {
  const body = lenientText(answer, 64 * 1024)
  const text = `HTTP ${answer.status} ${answer.statusText}`.trim() + (body.trim() === '' ? '' : `\n${body}`)
  return shorten(redact(text), maxEvidence)
}

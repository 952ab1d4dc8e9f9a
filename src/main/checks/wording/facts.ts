import type { CheckedApplication, CheckStep, Verdict } from '../../../shared/check.ts'
import type { Failure } from '../failure.ts'

/** All that the words of a report are made from. Texts from outside have been made plain before. */
export interface CheckFacts {
  readonly verdict: Verdict
  readonly failingStep: CheckStep | null
  readonly failure: Failure | null
  readonly clientId: string
  /** Milliseconds since the epoch: when the check began. */
  readonly at: number
  readonly tokenHost: string
  readonly apiHost: string
  readonly scope: string
  readonly applications: readonly CheckedApplication[]
  /** Which steps came to a good end. */
  readonly passed: ReadonlySet<CheckStep>
}

/** What a report says about its verdict. */
export interface Words {
  readonly headline: string
  readonly meaning: string
  readonly causes: readonly { readonly title: string; readonly text: string }[]
  readonly advice: readonly string[]
  /** What a message asks of the reseller, and of the customer. Empty when there is nothing to ask. */
  readonly askReseller: string
  readonly askCustomer: string
}

/** "1 application", "3 applications". */
export function applicationsText(count: number): string {
  return `${count} ${count === 1 ? 'application' : 'applications'}`
}

/** "“Yard”", "“Yard” and “Stock”", "“Yard”, “Stock” and 3 more": at most three names. */
export function namesText(applications: readonly CheckedApplication[]): string {
  const quoted = applications.map(application => `“${application.name}”`)
  const shown = quoted.length > 3 ? [...quoted.slice(0, 2), `${quoted.length - 2} more`] : quoted
  const last = shown.at(-1) ?? ''
  return shown.length < 2 ? last : `${shown.slice(0, -1).join(', ')} and ${last}`
}

/** The host that the failing step asked, by its name. */
export function failingHost(facts: CheckFacts): string {
  if (facts.failure !== null && facts.failure.host !== '') return facts.failure.host
  return isAboutTokens(facts) ? facts.tokenHost : facts.apiHost
}

/** Whether the failing step speaks with the token server. */
export function isAboutTokens(facts: CheckFacts): boolean {
  return facts.failingStep === 'token_server' || facts.failingStep === 'token'
}

/** "The token server" or "The API", by the failing step. */
export function failingServer(facts: CheckFacts): string {
  return isAboutTokens(facts) ? 'The token server' : 'The API'
}

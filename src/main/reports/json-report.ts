import type { RunReport } from './entry.ts'

/** Characters that a terminal could act on and that JSON leaves as they are. The line breaks are those between its lines. */
const unprintable = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu

/**
 * A run as JSON, for programs: `{ startedAt, finishedAt, results: [{ name, customer, verdict, failingStep,
 * applications: [{ id, name, expiry }], advice, steps: [{ step, ok, ms }] }] }`. Verdicts and steps are the codes of
 * the access check, `failingStep` is null where no step failed, `advice` is one text, and only steps that were run
 * are listed. Results of the desk have a `change`, too: `broken`, `repaired`, `expiring`, or null where the run before
 * found the same. Every control character and every invisible mark inside a text is escaped.
 */
export function jsonReport(run: RunReport): string {
  const document = {
    startedAt: run.startedAt,
    finishedAt: run.finishedAt,
    results: run.results.map(result => ({
      name: result.name,
      customer: result.customer,
      verdict: result.verdict,
      ...(result.change === undefined ? {} : { change: result.change }),
      failingStep: result.failingStep,
      applications: result.applications.map(({ id, name, expiry }) => ({ id, name, expiry })),
      advice: result.advice.join(' '),
      steps: result.steps.map(({ step, ok, ms }) => ({ step, ok, ms })),
    })),
  }
  return `${JSON.stringify(document, null, 2).replaceAll(unprintable, escaped)}\n`
}

function escaped(character: string): string {
  return Array.from({ length: character.length }, (_, index) => {
    return `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`
  }).join('')
}

import type { CheckReport, CheckStep } from '../../shared/check.ts'
import type { Connection } from '../../shared/connection.ts'
import type { Findings } from './findings.ts'
import { notesOf } from './notes.ts'
import { plainText } from './plain-text.ts'
import type { StepLog } from './step-log.ts'
import { decide } from './verdict-table.ts'
import { type WordedVerdict, wordVerdict } from './wording.ts'

/** What a report has from its start to its end. */
export interface ReportParts {
  readonly id: string
  readonly connectionId: string | null
  readonly connection: Connection
  /** Milliseconds since the epoch. */
  readonly startedAt: number
  /** Removes the secrets of this check from text that a server may have filled. */
  readonly scrub: (text: string) => string
}

const wordsWhileRunning: WordedVerdict = {
  headline: 'Checking',
  meaning: '',
  values: { clientId: 'not_tested', clientSecret: 'not_tested', apiKey: 'not_tested' },
  causes: [],
  advice: [],
  messages: { forReseller: '', forCustomer: '' },
}

/** The report of a check that is under way. */
export function draftReport(parts: ReportParts, log: StepLog): CheckReport {
  return {
    id: parts.id,
    connectionId: parts.connectionId,
    clientId: parts.connection.clientId,
    startedAt: new Date(parts.startedAt).toISOString(),
    finishedAt: null,
    verdict: null,
    failingStep: null,
    ...wordsWhileRunning,
    steps: log.results(),
    applications: [],
    scope: null,
    notes: [],
    ms: log.elapsed(),
  }
}

function hostOf(url: string): string {
  return URL.parse(url)?.host ?? plainText(url)
}

function passedSteps(log: StepLog): ReadonlySet<CheckStep> {
  const passed = log.results().filter(result => result.state === 'ok')
  return new Set(passed.map(result => result.step))
}

/** The words of a verdict and the texts of servers, without any secret of this check. */
function scrubbed(report: CheckReport, scrub: (text: string) => string): CheckReport {
  return {
    ...report,
    headline: scrub(report.headline),
    meaning: scrub(report.meaning),
    causes: report.causes.map(cause => ({ title: scrub(cause.title), text: scrub(cause.text) })),
    advice: report.advice.map(scrub),
    messages: {
      forReseller: scrub(report.messages.forReseller),
      forCustomer: scrub(report.messages.forCustomer),
    },
    steps: report.steps.map(step => ({ ...step, summary: scrub(step.summary) })),
    applications: report.applications.map(application => ({
      ...application,
      id: scrub(application.id),
      name: scrub(application.name),
      note: scrub(application.note),
    })),
    scope: report.scope === null ? null : scrub(report.scope),
    notes: report.notes.map(scrub),
  }
}

/** The report of a check that has come to its verdict. */
export function finishReport(parts: ReportParts, log: StepLog, now: number, findings: Findings): CheckReport {
  const { connection } = parts
  const applications = findings.opened?.applications ?? []
  const { verdict, failingStep } = decide(findings.failure, applications)
  log.stop(findings.failure?.step === null ? 'Not run: no secrets' : 'Not run: the step before failed')
  const scope = findings.token?.scope ?? null
  const report: CheckReport = {
    ...draftReport(parts, log),
    finishedAt: new Date(now).toISOString(),
    verdict,
    failingStep,
    ...wordVerdict({
      verdict,
      failingStep,
      failure: findings.failure ?? findings.opened?.refusal ?? null,
      clientId: connection.clientId,
      at: parts.startedAt,
      tokenHost: hostOf(connection.tokenUrl || connection.issuer),
      apiHost: hostOf(connection.apiBaseUrl),
      scope: connection.scope,
      applications,
      passed: passedSteps(log),
    }),
    applications,
    scope: scope === null ? null : plainText(scope, 200),
    notes: notesOf(connection.scope, findings),
  }
  return scrubbed(report, parts.scrub)
}

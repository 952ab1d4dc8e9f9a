import type { CheckReport, CheckStep } from '../../shared/check.ts'
import type { AccessToken, Credentials } from '../auth/index.ts'
import { createSecretScrubber } from '../http/index.ts'
import { createExchangeRecord, createLastCalls } from './exchange-record.ts'
import { type Failure, failureOf } from './failure.ts'
import type { Findings } from './findings.ts'
import { draftReport, finishReport, type ReportParts } from './report.ts'
import { cancelled, withinLimit } from './step-limit.ts'
import { createStepLog } from './step-log.ts'
import { type AccessList, listApplications } from './steps/access-step.ts'
import { type OpenedApplications, openApplications, usualAtOnce } from './steps/applications-step.ts'
import { reachTokenServer } from './steps/token-server-step.ts'
import { freshToken } from './steps/token-step.ts'
import type { CheckOrder, CheckTools, StepContext } from './types.ts'
import {
  accessSummary,
  applicationsSummary,
  failureSummary,
  reachedSummary,
  tokenSummary,
} from './wording/step-summaries.ts'

const defaultStepLimitMs = 10_000
const defaultExpiringDays = 30

/** Ends a check in the middle: the failure decides the verdict. */
class StepFailed extends Error {
  readonly failure: Failure

  constructor(failure: Failure) {
    super(failure.message)
    this.failure = failure
  }
}

/**
 * Tells whether a connection works, step by step: reach the token server, get a fresh token, call `/access`, open
 * the applications. Knows no window and no storage. Nothing is kept but the report, and no secret is in it.
 * Throws `ExplorerError` with `cancelled` when `signal` aborts; every other outcome is a verdict.
 */
export async function runAccessCheck(tools: CheckTools, order: CheckOrder): Promise<CheckReport> {
  const { connection, signal } = order
  const stepLimitMs = order.stepLimitMs ?? defaultStepLimitMs
  /** Counts from the moment the secrets are there: a keychain may wait for its password as long as it takes. */
  let deadline = Number.POSITIVE_INFINITY
  /** What is left of the check bounds each step, so that a check out of time ends as `timed_out` in its step. */
  const bounded = (ms: number): number => Math.max(1, Math.min(ms, deadline - tools.stopwatch()))
  const scrubber = createSecretScrubber()
  const record = order.withExchanges === false ? createLastCalls() : createExchangeRecord(scrubber.scrub)
  const parts: ReportParts = {
    id: tools.newId(),
    connectionId: order.connectionId,
    connection,
    startedAt: tools.now(),
    scrub: scrubber.scrub,
  }
  const log = createStepLog(tools.stopwatch, () => order.onProgress?.(draftReport(parts, log)))

  const fail = (step: CheckStep | null, error: unknown): StepFailed => {
    if (signal?.aborted === true) throw cancelled()
    return new StepFailed(failureOf(step, error, step === null ? null : record.last(step)))
  }
  const context = (step: CheckStep, within: AbortSignal): StepContext => ({
    limitMs: bounded(stepLimitMs),
    signal: within,
    record: (title, request, answer) => record.add(step, title, request, answer),
  })
  /** Runs one step within its limit, and logs how it ended. */
  const runStep = async <T>(
    step: CheckStep,
    work: (context: StepContext) => Promise<T>,
    summarise: (value: T, ms: number) => string,
  ): Promise<T> => {
    if (signal?.aborted === true) throw cancelled()
    const startedAt = tools.stopwatch()
    const limitMs = bounded(stepLimitMs)
    log.begin(step)
    try {
      const value = await withinLimit(limitMs, signal, within => work(context(step, within)))
      log.end(step, 'ok', summarise(value, tools.stopwatch() - startedAt), record.format(step))
      return value
    } catch (error) {
      const failed = fail(step, error)
      log.end(step, 'failed', failureSummary(failed.failure), record.format(step))
      throw failed
    }
  }
  const readSecrets = async (): Promise<Credentials> => {
    try {
      const credentials = await order.readCredentials(signal)
      scrubber.know(credentials.clientSecret)
      scrubber.know(credentials.apiKey)
      return credentials
    } catch (error) {
      throw fail(null, error)
    }
  }
  /** Like the other steps, but some applications may fail and others not, and what was learned is kept. */
  const runApplications = async (
    token: AccessToken,
    apiKey: string,
    list: AccessList,
  ): Promise<OpenedApplications> => {
    log.begin('applications')
    const within = signal ?? new AbortController().signal
    const atOnce = order.applicationsAtOnce ?? usualAtOnce
    const opened = await openApplications(
      {
        ...tools,
        connection,
        token,
        apiKey,
        expiringDays: order.expiringDays ?? defaultExpiringDays,
        atOnce,
        // Fewer at once take longer in all; what a single call may take stays the same.
        allLimitMs: bounded(stepLimitMs * Math.max(1, usualAtOnce / atOnce)),
        onOpened: (done, of) => log.say('applications', `Opened ${done} of ${of}`),
      },
      list.applications,
      context('applications', within),
    )
    if (within.aborted) throw cancelled()
    const { failure, refusal } = opened
    const summary =
      failure === null ? applicationsSummary(opened.applications, opened.counts) : failureSummary(failure)
    const state = failure === null && refusal === null ? 'ok' : 'failed'
    log.end('applications', state, summary, record.format('applications'))
    return opened
  }

  let findings: Findings = { failure: null, token: null, list: null, opened: null }
  try {
    if (signal?.aborted === true) throw cancelled()
    log.announce()
    const { clientSecret, apiKey } = await readSecrets()
    deadline = tools.stopwatch() + (order.limitMs ?? Number.POSITIVE_INFINITY)
    await runStep(
      'token_server',
      step => reachTokenServer(tools.http, connection, step),
      (_, ms) => reachedSummary(new URL(connection.tokenUrl || connection.issuer).host, ms),
    )
    const token = await runStep(
      'token',
      async step => {
        const issued = await freshToken(tools.grants, connection, clientSecret, step)
        scrubber.know(issued.value)
        if (issued.refreshToken !== null) scrubber.know(issued.refreshToken)
        return issued
      },
      tokenSummary,
    )
    findings = { ...findings, token }
    const list = await runStep(
      'access',
      step => listApplications(tools, connection, token, apiKey, step),
      value => accessSummary(value.applications.length),
    )
    const opened = await runApplications(token, apiKey, list)
    findings = { ...findings, list, opened, failure: opened.failure }
  } catch (error) {
    if (!(error instanceof StepFailed)) throw error
    findings = { ...findings, failure: error.failure }
  }
  return finishReport(parts, log, tools.now(), findings)
}

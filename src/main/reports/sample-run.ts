import type { Verdict } from '../../shared/check.ts'
import type { ReportEntry, RunReport } from './entry.ts'

/** A result as a test needs it. */
export function sampleEntry(verdict: Verdict, change: Partial<ReportEntry> = {}): ReportEntry {
  return {
    name: 'Yard dashboard',
    customer: 'Okafor Recycling',
    clientId: 'okafor-yard',
    verdict,
    failingStep: null,
    headline: 'The API refused the call',
    meaning: 'The API does not accept the API Key.',
    causes: [{ title: 'The key is wrong.', text: 'A character may be missing.' }],
    advice: ['Check the key.', 'Ask for a new one.'],
    message: 'Please check your API Key.',
    applications: [],
    scope: 'openid',
    steps: [
      { step: 'token_server', ok: true, ms: 12, summary: 'Answered' },
      { step: 'token', ok: false, ms: 34, summary: 'Refused' },
    ],
    notes: [],
    startedAt: '2026-11-23T14:32:00.000Z',
    ms: 46,
    ...change,
  }
}

/** A run with these results. */
export function sampleRun(results: readonly ReportEntry[], change: Partial<RunReport> = {}): RunReport {
  return {
    isOneRun: true,
    startedAt: '2026-11-23T14:32:00.000Z',
    finishedAt: '2026-11-23T14:33:00.000Z',
    results,
    unusedRows: [],
    notReached: 0,
    ...change,
  }
}

/** Names as somebody would choose them to get out of their place. */
export const hostileNames = [
  '<script>globalThis.hacked = true</script>',
  '<img src=x onerror="globalThis.hacked = true">',
  '=HYPERLINK("http://evil.example","x")',
  '\u202Etxt.exe\u2066 reversed',
  '\u001b[2J\u001b]0;title\u0007 \u009b31m red',
  '"><style>body{display:none}</style>',
  'line\nbreak\r\nand\ttab',
]

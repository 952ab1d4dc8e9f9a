import type { SqlAnswer, SqlResult, SqlStopped } from '../../../../shared/sql.ts'

/** A time as it is read: 38 ms, 1.4 s, 2 min 5 s. */
export function timeTaken(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`
  return `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1000)} s`
}

/** How many rows there are, and why not more. */
export function rowsText({ rows, cut, droppedColumns }: SqlResult): string {
  const count = `${rows.toLocaleString('en-GB')} ${rows === 1 ? 'row' : 'rows'}`
  const kept = {
    rows: `the first ${count}: no more are kept`,
    size: `the first ${count}: more would take too much memory`,
  }
  const text = cut === null ? count : kept[cut]
  return droppedColumns === 0
    ? text
    : `${text}; ${droppedColumns.toLocaleString('en-GB')} columns are left out`
}

/** What happened to a statement without rows, what that means, and the engine's own words where there are any. */
export interface AnswerWords {
  readonly title: string
  readonly text: string
  readonly evidence: string | null
}

/** Words for what came of a statement; null where it has rows or a plan to show. */
export function answerWords(answer: SqlAnswer): AnswerWords | null {
  switch (answer.state) {
    case 'refused':
      return { title: answer.message, text: answer.hint, evidence: null }
    case 'failed':
      return failedWords(answer.message)
    case 'stopped':
      return stoppedWords(answer)
    default:
      return null
  }
}

/** The engine says first what kind of error it is, then what is wrong, then where. */
function failedWords(message: string): AnswerWords {
  const [head = '', ...rest] = message.split('\n')
  const [, kind = '', what = head] = /^(\w[\w ]*?) Error: (.*)$/.exec(head) ?? []
  if (kind === 'Out of Memory') {
    return { title: 'It needs more memory than a statement may take.', text: lessText, evidence: message }
  }
  const place = rest.join('\n').trim()
  return { title: what.replace(/!$/, '.'), text: '', evidence: place === '' ? null : place }
}

const lessText = 'Ask for fewer rows or columns, or put them together by GROUP BY.'
const restarted = 'Its process was ended; the next statement starts a new one.'

function stoppedWords({ why, how, ms }: SqlStopped): AnswerWords {
  const after = timeTaken(ms)
  const killed = how === 'killed' ? restarted : 'The engine stopped by itself.'
  const words = {
    cancelled: { title: `Cancelled after ${after}.`, text: killed },
    time: { title: `Stopped after ${after}: no statement may take longer.`, text: `${killed} ${lessText}` },
    memory: { title: 'Stopped: it took more memory than it may.', text: `${restarted} ${lessText}` },
    crashed: { title: 'The engine ended unexpectedly.', text: 'The next statement starts it anew.' },
  }
  return { ...words[why], evidence: null }
}

/** Which rows of an answer a chart draws, `drawn` in number; empty where they are all that the statement gives. */
export function drawnText(drawn: number, { rows, cut }: Pick<SqlResult, 'rows' | 'cut'>): string {
  return drawn < rows || cut !== null ? `the first ${drawn.toLocaleString('en-GB')} rows` : ''
}

/** What a CSV of an answer leaves out. Empty where it is whole. */
export function cutText(cutValues: number): string {
  if (cutValues === 0) return ''
  const values = cutValues === 1 ? '1 value was' : `${cutValues.toLocaleString('en-GB')} values were`
  return `. ${values} cut at 10,000 characters and ${cutValues === 1 ? 'ends' : 'end'} in …; an export of the dataset has them whole`
}

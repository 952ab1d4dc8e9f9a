import { type AnswerChanges, maxWindowLines } from '../../shared/requests.ts'
import type { Responses } from '../responses/index.ts'
import { changedLines } from './changed-lines.ts'

/** Lines of each body that are compared: what somebody who watches an answer looks at. */
const mostLines = 4000

/** What is different in the body of an answer, line by line, as it is shown pretty. */
export async function compareAnswers(
  responses: Pick<Responses, 'lines'>,
  before: string,
  after: string,
): Promise<AnswerChanges> {
  const old = await linesOf(responses, before)
  const now = await linesOf(responses, after)
  return { ...changedLines(old.lines, now.lines), cut: old.cut || now.cut }
}

async function linesOf(
  responses: Pick<Responses, 'lines'>,
  responseId: string,
): Promise<{ readonly lines: readonly string[]; readonly cut: boolean }> {
  const lines: string[] = []
  for (;;) {
    const from = lines.length
    const window = await responses.lines(responseId, 'pretty', from, from + maxWindowLines)
    lines.push(...window.lines.map(({ text, length }) => `${length} ${text}`))
    if (window.lines.length < maxWindowLines) return { lines, cut: false }
    if (lines.length >= mostLines) return { lines, cut: true }
  }
}

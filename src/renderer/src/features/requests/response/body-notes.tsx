import type { BodyProblem } from '../../../../../shared/requests.ts'
import css from './response-pane.module.css'

interface BodyNotesProps {
  /** What is wrong with the body as text. */
  readonly flaws: readonly BodyProblem[]
  /** Where it stops being JSON. */
  readonly problem: BodyProblem | null
}

/** What is wrong with a body, each with its place. */
export function BodyNotes({ flaws, problem }: BodyNotesProps) {
  if (flaws.length === 0 && problem === null) return null
  return (
    <div role="status" className={css.broke}>
      {flaws.map(flaw => (
        <p key={flaw.message}>
          {flaw.line > 0 && `From ${place(flaw)}: `}
          {flaw.message}.
        </p>
      ))}
      {problem !== null && (
        <p>
          {problem.line > 0 && `Not valid JSON from ${place(problem)} of Raw: `}
          {problem.message}. Shown as far as it is good.
        </p>
      )}
    </div>
  )
}

function place({ line, column, byte }: BodyProblem): string {
  const [l, c, b] = [line, column, byte].map(number => number.toLocaleString('en-GB'))
  return `line ${l}, column ${c} (byte ${b})`
}

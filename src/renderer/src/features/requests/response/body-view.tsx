import { Button, SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { type BodyFacts, hexRowBytes } from '../../../../../shared/requests.ts'
import { errorData } from '../../../app/notice.ts'
import { JsonLine } from '../../../ui/code-block/code-block.tsx'
import { ErrorState } from '../../../ui/error-state/error-state.tsx'
import { BodyWindow } from './body-window.tsx'
import css from './response-pane.module.css'
import { type BodyMode, useBodyExtent } from './use-body.ts'

interface BodyViewProps {
  readonly responseId: string
  readonly facts: BodyFacts
}

const firstMode: Readonly<Record<BodyFacts['kind'], BodyMode>> = {
  json: 'pretty',
  text: 'raw',
  binary: 'hex',
  empty: 'raw',
}

/** The body of an answer in the way that suits it first, and in any other that is asked for. */
export function BodyView({ responseId, facts }: BodyViewProps) {
  const [mode, setMode] = useState<BodyMode>(firstMode[facts.kind])
  const { total, problem, error, retry, complete } = useBodyExtent(responseId, facts, mode)
  const unit = mode === 'hex' ? 'bytes' : 'lines'
  const count = mode === 'hex' ? facts.bytes : total
  return (
    <>
      <div className={css.tools}>
        <SegmentedControl
          aria-label="View of the body"
          data={[
            { value: 'pretty', label: 'Pretty', disabled: facts.kind !== 'json' },
            { value: 'raw', label: 'Raw' },
            { value: 'hex', label: 'Hex' },
          ]}
          value={mode}
          onChange={value => setMode(value === 'hex' ? 'hex' : value === 'raw' ? 'raw' : 'pretty')}
        />
        <span className={css.note}>
          {count.toLocaleString('en-GB')} {count === 1 ? unit.slice(0, -1) : unit}
          {!complete && ' so far'}
        </span>
      </div>
      {problem !== null && (
        <p role="status" className={css.broke}>
          {problem.line > 0 && `Not valid JSON from line ${problem.line}, column ${problem.column} of Raw: `}
          {problem.message}. Shown as far as it is good.
        </p>
      )}
      {error !== null ? (
        <ErrorState error={errorData(error)}>
          <Button onClick={retry}>Try again</Button>
        </ErrorState>
      ) : (
        <BodyWindow
          key={mode}
          responseId={responseId}
          mode={mode}
          total={mode === 'hex' ? Math.ceil(facts.bytes / hexRowBytes) : total}
          drawText={mode === 'pretty' ? text => <JsonLine text={text} /> : text => text}
        />
      )}
    </>
  )
}

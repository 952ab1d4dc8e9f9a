import { memo, useMemo } from 'react'
import type { JsonText } from '../../../../../../shared/documents.ts'
import { JsonLine } from '../../../../ui/code-block/code-block.tsx'
import { CopyButton } from '../../../../ui/copy-button.tsx'
import { SkeletonBar } from '../../../../ui/skeleton-rows.tsx'
import { excerptOf } from '../../json-excerpt.ts'
import css from './json-view.module.css'

/** Lines of a document that are shown before it is unfolded. */
const foldedLines = 40

interface JsonDocumentProps {
  readonly index: number
  readonly id: string | null
  readonly json: JsonText | undefined
  readonly unfolded: boolean
  onUnfold(index: number): void
}

/** One document of the JSON view. A long one is folded until it is asked for. */
export const JsonDocument = memo(function JsonDocument(props: JsonDocumentProps) {
  const { index, id, json, unfolded, onUnfold } = props
  const folded = useMemo(() => (json === undefined ? null : excerptOf(json, foldedLines)), [json])
  const whole = useMemo(() => (json === undefined || !unfolded ? null : excerptOf(json)), [json, unfolded])
  const shown = whole ?? folded
  return (
    <>
      <div className={css.head}>
        <span>{(index + 1).toLocaleString('en-GB')}</span>
        <span className={css.id} data-mono data-selectable>
          {id}
        </span>
        {json !== undefined && <CopyButton text={json.text} label={`Copy JSON of document ${index + 1}`} />}
      </div>
      {shown === null ? (
        <SkeletonBar index={index} />
      ) : (
        <pre className={css.code}>
          {shown.text.split('\n').map((line, number) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line of code is its number
            <div key={number} className={css.line}>
              <JsonLine text={line} />
            </div>
          ))}
        </pre>
      )}
      {folded !== null && folded.allLines > folded.lines && !unfolded && (
        <button type="button" className={css.more} onClick={() => onUnfold(index)}>
          Show all {folded.allLines.toLocaleString('en-GB')} lines
        </button>
      )}
      {whole?.note != null && <p className={css.note}>{whole.note}</p>}
    </>
  )
})

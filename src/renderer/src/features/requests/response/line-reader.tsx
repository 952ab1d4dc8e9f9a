import { Button, Modal } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { pieceBytes } from '../../../../../shared/bodies.ts'
import type { BodyTextView } from '../../../../../shared/requests.ts'
import { invoke } from '../../../app/client.ts'
import { errorData } from '../../../app/notice.ts'
import { queryKeys } from '../../../app/query-keys.ts'
import { CopyButton } from '../../../ui/copy-button.tsx'
import { InlineError } from '../../../ui/error-state/error-state.tsx'
import { sizeText } from '../status-words.ts'
import css from './line-reader.module.css'

/** Places that the slider knows: more than it has pixels. */
const places = 1000

/** A line that is too long to be shown as a whole. */
export interface LongLine {
  readonly responseId: string
  readonly view: BodyTextView
  /** From 0. */
  readonly line: number
  /** Bytes of it. */
  readonly length: number
  /** Where to begin. */
  readonly from: number
}

/** Reads a long line in parts, from any place of it. */
export function LineReader({ at, onClose }: { readonly at: LongLine; readonly onClose: () => void }) {
  const { responseId, view, line, length } = at
  const [from, setFrom] = useState(at.from)
  const { data, error } = useQuery({
    queryKey: [...queryKeys.response(responseId), 'piece', view, line, from],
    queryFn: () => invoke('responses.piece', { responseId, view, line, from, marks: [] }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 5000,
    placeholderData: keepPreviousData,
  })
  const last = Math.max(0, length - pieceBytes)
  const place = (byte: number): string => byte.toLocaleString('en-GB')
  return (
    <Modal opened onClose={onClose} size={860} title={`Line ${place(line + 1)}, ${sizeText(length)}`}>
      <div className={css.tools}>
        <Button disabled={from === 0} onClick={() => setFrom(Math.max(0, from - pieceBytes))}>
          Previous part
        </Button>
        <Button disabled={data === undefined || data.to >= length} onClick={() => setFrom(data?.to ?? from)}>
          Next part
        </Button>
        <input
          type="range"
          aria-label="Place in the line"
          aria-valuetext={`byte ${place(from)} of ${place(length)}`}
          className={css.place}
          min={0}
          max={places}
          value={last === 0 ? 0 : Math.round((Math.min(from, last) / last) * places)}
          onChange={event => setFrom(Math.round((event.currentTarget.valueAsNumber / places) * last))}
        />
        <CopyButton text={data?.text ?? ''} label="Copy part" />
      </div>
      {error !== null && <InlineError error={errorData(error)} />}
      <p role="status" className={css.where}>
        {data !== undefined && `Bytes ${place(data.from)} to ${place(data.to)} of ${place(data.length)}`}
      </p>
      <section
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        tabIndex={0}
        aria-label="Part of the line"
        className={css.text}
      >
        {data?.text}
      </section>
    </Modal>
  )
}

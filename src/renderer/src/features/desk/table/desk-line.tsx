import { IconDots } from '@tabler/icons-react'
import { memo, type ReactNode } from 'react'
import type { DeskResult } from '../../../../../shared/desk.ts'
import type { Settings } from '../../../../../shared/settings.ts'
import { stepNames, verdictWords } from '../../../../../shared/verdict-words.ts'
import { useSettings } from '../../../app/queries.ts'
import { classNames } from '../../../ui/class-names.ts'
import { dateTimeText } from '../../../ui/time/date-text.ts'
import { relativeTime } from '../../../ui/time/relative-time.ts'
import { VerdictLabel } from '../../../ui/verdict/verdict-label.tsx'
import { type DeskRow, isNew, meaningOf } from '../desk-rows.ts'
import { daysLeft } from '../row-facets.ts'
import css from './desk-table.module.css'

interface DeskLineProps {
  readonly row: DeskRow
  readonly index: number
  readonly top: number
  readonly focused: boolean
  readonly selected: boolean
  /** Whether any row has tags, and the table a column for them. */
  readonly withTags: boolean
  /** Whether the line over the rows names the customer already. */
  readonly underCustomer: boolean
  readonly now: number
}

/** One connection. While it is being checked, what was known of it makes room. */
export const DeskLine = memo(function DeskLine(props: DeskLineProps) {
  const { row, index, selected, now } = props
  const { connection, result, tone } = row
  const { name, customer } = connection
  const { timeZone } = useSettings()
  const checking = tone === 'checking'
  const known = checking ? undefined : result
  const hasCustomer = customer !== '' && !props.underCustomer
  const said = [customer, name].filter(text => text !== '').join(', ')
  return (
    // biome-ignore lint/a11y/useSemanticElements: a virtual grid of divs
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selected}
      data-line={index}
      tabIndex={props.focused ? 0 : -1}
      className={classNames(css.row, css.line, selected && css.selected)}
      style={{ transform: `translateY(${props.top}px)` }}
    >
      <Cell className={css.box} part="select">
        <input type="checkbox" tabIndex={-1} aria-label={`Select ${said}`} checked={selected} readOnly />
      </Cell>
      <Cell className={css.verdict}>
        <VerdictLabel tone={tone} />
        {known !== undefined && isNew(row) && known.base !== null && (
          <span className={css.new} title={`Before: ${verdictWords[known.base.verdict]}`}>
            new
          </span>
        )}
      </Cell>
      <Cell className={css.clip} title={said}>
        {hasCustomer && <b className={css.customerName}>{customer} </b>}
        <span className={hasCustomer ? css.quiet : css.customerName}>{name}</span>
      </Cell>
      <Cell className={classNames(css.clip, css.second)}>
        {known?.failingStep == null ? <None /> : stepNames[known.failingStep]}
      </Cell>
      <Cell className={css.clip}>
        {known !== undefined && (
          <span title={[known.headline, lastWorkedText(known, timeZone)].filter(Boolean).join('\n')}>
            {meaningOf(known)}
          </span>
        )}
      </Cell>
      {props.withTags && (
        <Cell className={css.tags}>
          <span title={connection.tags.join(', ')}>{connection.tags.join(', ')}</span>
        </Cell>
      )}
      <Cell className={css.apps}>{checking ? <Waiting /> : (known?.applications ?? <None />)}</Cell>
      <Cell className={css.expiry}>{checking ? <Waiting /> : <Expiry row={row} now={now} />}</Cell>
      <Cell className={classNames(css.checked, css.quiet)}>
        {checking ? (
          'now'
        ) : result === undefined ? (
          'never'
        ) : (
          <span
            title={[dateTimeText(result.at, timeZone), lastWorkedText(result, timeZone)]
              .filter(Boolean)
              .join('\n')}
          >
            {relativeTime(result.at, now)}
          </span>
        )}
      </Cell>
      <Cell className={css.more}>
        <button type="button" tabIndex={-1} data-part="menu" aria-label={`Actions for ${said}`}>
          <IconDots size={14} aria-hidden />
        </button>
      </Cell>
    </div>
  )
}, isSame)

/** When a connection that does not work last did; empty where that is not known. */
function lastWorkedText({ at, lastWorked }: DeskResult, zone: Settings['timeZone']): string {
  return lastWorked === null || lastWorked === at ? '' : `Last worked ${dateTimeText(lastWorked, zone)}`
}

/** Rows are joined anew for each batch of results; what they hold is what counts. */
function isSame(a: DeskLineProps, b: DeskLineProps): boolean {
  return (
    a.row.connection === b.row.connection &&
    a.row.result === b.row.result &&
    a.row.tone === b.row.tone &&
    a.index === b.index &&
    a.top === b.top &&
    a.focused === b.focused &&
    a.selected === b.selected &&
    a.withTags === b.withTags &&
    a.underCustomer === b.underCustomer &&
    a.now === b.now
  )
}

interface CellProps {
  readonly className?: string | undefined
  readonly part?: string
  /** The whole text, where the cell may be too narrow for it. */
  readonly title?: string
  readonly children: ReactNode
}

function Cell({ className, part, title, children }: CellProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a virtual grid of divs
    // biome-ignore lint/a11y/useFocusableInteractive: the row takes the focus
    <div role="gridcell" className={className} data-part={part} title={title}>
      {children}
    </div>
  )
}

const None = () => <span className={css.quiet}>-</span>
const Waiting = () => <span className={css.waiting} />

/** Days to the nearest expiry, with a bar over the year ahead. */
function Expiry({ row, now }: { readonly row: DeskRow; readonly now: number }) {
  const { timeZone } = useSettings()
  const days = daysLeft(row.result, now)
  if (days === null || row.result?.nearestExpiry == null) return <None />
  const soon = days < 30
  return (
    <span className={css.days} title={dateTimeText(row.result.nearestExpiry, timeZone)}>
      <span className={classNames(css.daysLeft, soon && css.soon)}>{days < 0 ? 'ended' : `${days} d`}</span>
      <span className={css.track}>
        <i
          className={soon ? css.soonBar : undefined}
          style={{ width: `${Math.max(0, Math.min(100, (days / 365) * 100))}%` }}
        />
      </span>
    </span>
  )
}

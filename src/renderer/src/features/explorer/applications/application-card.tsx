import { ActionIcon, Tooltip } from '@mantine/core'
import { IconListDetails } from '@tabler/icons-react'
import type { Application } from '../../../../../shared/documents.ts'
import type { Settings } from '../../../../../shared/settings.ts'
import { CopyButton } from '../../../ui/copy-button.tsx'
import { VerdictLabel } from '../../../ui/verdict/verdict-label.tsx'
import css from './applications.module.css'
import { stateOf } from './expiry-state.ts'

interface ApplicationCardProps {
  readonly application: Application
  readonly refused: boolean
  /** Its details are open. */
  readonly selected: boolean
  readonly zone: Settings['timeZone']
  onOpen(): void
  onDetails(): void
}

/** One application: pressing it opens its collections. */
export function ApplicationCard(props: ApplicationCardProps) {
  const { application, refused, selected, zone, onOpen, onDetails } = props
  const { tone, words, date } = stateOf(application, refused, zone)
  return (
    <li className={css.card} data-refused={refused} data-selected={selected}>
      <button type="button" className={css.open} title={application.name} onClick={onOpen}>
        {application.name}
      </button>
      <p className={css.company} title={application.company ?? undefined}>
        {application.company}
      </p>
      <p className={css.expiry}>
        <VerdictLabel tone={tone} text={words} />
        {date !== '' && (
          <span className={css.date} data-mono>
            {date}
          </span>
        )}
      </p>
      <div className={css.foot}>
        <span className={css.id} data-mono data-selectable title={application.id}>
          {application.id}
        </span>
        <CopyButton text={application.id} label={`Copy ID of ${application.name}`} />
        <Tooltip label="Details">
          <ActionIcon size="sm" aria-label={`Details of ${application.name}`} onClick={onDetails}>
            <IconListDetails size={14} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </div>
    </li>
  )
}

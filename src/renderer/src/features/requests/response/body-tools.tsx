import { ActionIcon, SegmentedControl, Tooltip } from '@mantine/core'
import { IconDownload, IconFilter, IconPlayerStop, IconSearch } from '@tabler/icons-react'
import { keysText } from '../../../ui/key-hint.tsx'
import { type BodyMode, bodyModes } from './body-modes.ts'
import css from './response-pane.module.css'

interface BodyToolsProps {
  readonly mode: BodyMode
  readonly isJson: boolean
  /** How long it is, in words. */
  readonly extent: string
  readonly saving: boolean
  onMode(mode: BodyMode): void
  onSearch(): void
  onFilter(): void
  onSave(): void
  onCancelSave(): void
}

/** Which view of the body is shown, and what can be done with it. */
export function BodyTools(props: BodyToolsProps) {
  const { mode, isJson, extent, saving } = props
  return (
    <div className={css.tools}>
      <SegmentedControl
        aria-label="View of the body"
        data={bodyModes.map(({ value, label }) => ({
          value,
          label,
          disabled: value === 'pretty' && !isJson,
        }))}
        value={mode}
        onChange={value => props.onMode(bodyModes.find(known => known.value === value)?.value ?? 'raw')}
      />
      <span className={css.note} title={extent}>
        {extent}
      </span>
      <div className={css.actions}>
        {(mode === 'pretty' || mode === 'raw') && (
          <Tooltip label={`Search in the body (${keysText('Mod+F')})`}>
            <ActionIcon aria-label="Search in the body" onClick={props.onSearch}>
              <IconSearch size={16} aria-hidden />
            </ActionIcon>
          </Tooltip>
        )}
        {isJson && (
          <Tooltip label="JSONPath filter">
            <ActionIcon aria-label="JSONPath filter" onClick={props.onFilter}>
              <IconFilter size={16} aria-hidden />
            </ActionIcon>
          </Tooltip>
        )}
        <Tooltip label={saving ? 'Cancel saving' : 'Save body'}>
          <ActionIcon
            aria-label={saving ? 'Cancel saving' : 'Save body'}
            onClick={saving ? props.onCancelSave : props.onSave}
          >
            {saving ? <IconPlayerStop size={16} aria-hidden /> : <IconDownload size={16} aria-hidden />}
          </ActionIcon>
        </Tooltip>
      </div>
    </div>
  )
}

import { ActionIcon, Button, Tooltip } from '@mantine/core'
import { IconDownload, IconX } from '@tabler/icons-react'
import { chosenCount, type RowChoice } from './row-choice.ts'
import css from './selection-bar.module.css'

interface SelectionBarProps {
  readonly chosen: RowChoice
  onExport(): void
  onClear(): void
}

/** What can be done with the chosen rows. Floats over the table. */
export function SelectionBar({ chosen, onExport, onClear }: SelectionBarProps) {
  const count = chosenCount(chosen)
  if (count === 0) return null
  return (
    <section className={css.bar} aria-label="Selection">
      <b role="status">{count.toLocaleString('en-GB')} selected</b>
      <Button leftSection={<IconDownload size={14} aria-hidden />} onClick={onExport}>
        Export selected…
      </Button>
      <Tooltip label="Clear the selection">
        <ActionIcon aria-label="Clear the selection" onClick={onClear}>
          <IconX size={14} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </section>
  )
}

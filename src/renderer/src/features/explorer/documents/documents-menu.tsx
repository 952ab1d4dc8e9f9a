import { ActionIcon, Menu, Tooltip } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconDots } from '@tabler/icons-react'
import { invoke } from '../../../app/client.ts'
import { useNotice } from '../../../app/notice.ts'
import { useWorkspace } from '../../../app/workspace.ts'
import type { DatasetExport } from '../../data/export/use-dataset-export.ts'
import type { SelectedDocuments } from '../../data/table/dataset-selection.ts'
import type { DocumentsAsked } from './documents-place.ts'

/** As many as one export takes. */
const maxColumns = 1000

interface DocumentsMenuProps {
  readonly asked: DocumentsAsked
  /** Paths of the shown columns, in order. */
  readonly columns: readonly (readonly string[])[]
  /** Rows of the list as far as known. */
  readonly rows: number
  /** The dataset on screen; null while the rows come from the API. */
  readonly selected: SelectedDocuments | null
  readonly exporting: DatasetExport
  onLoadAll(): void
}

/** What can be done with the visible table as a whole. */
export function DocumentsMenu(props: DocumentsMenuProps) {
  const { asked, columns, rows, selected, exporting, onLoadAll } = props
  const table = { ...asked, columns: columns.slice(0, maxColumns).map(keys => [...keys]), rows }
  const save = async (): Promise<void> => {
    const saved = await invoke('api.saveCsv', table)
    if (saved !== null) tell(`${saved.rows.toLocaleString('en-GB')} rows are in ${saved.path}`)
  }
  const copy = async (): Promise<void> => {
    const { rows: copied } = await invoke('api.copyCsv', table)
    tell(`${copied.toLocaleString('en-GB')} rows are on the clipboard`)
  }
  const run = (work: () => Promise<void>) => () => void work().catch(useNotice.getState().show)
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Tooltip label="More">
          <ActionIcon aria-label="More">
            <IconDots size={16} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={onLoadAll}>Load all documents</Menu.Item>
        {selected !== null && (
          <Menu.Item
            onClick={() => useWorkspace.getState().open({ kind: 'sql', datasetId: selected.datasetId })}
          >
            Query with SQL
          </Menu.Item>
        )}
        {selected !== null && (
          <Menu.Item disabled={exporting.progress !== null} onClick={exporting.ask}>
            Export…
          </Menu.Item>
        )}
        {selected === null && (
          <>
            <Menu.Divider />
            <Menu.Label>The visible table</Menu.Label>
            <Menu.Item disabled={columns.length === 0} onClick={run(save)}>
              Export CSV
            </Menu.Item>
            <Menu.Item disabled={columns.length === 0} onClick={run(copy)}>
              Copy CSV
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}

function tell(message: string): void {
  notifications.show({ message })
}

import { ActionIcon, Menu, Tooltip } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { datasetsQuery } from '../../../app/queries.ts'
import { useWorkspace } from '../../../app/workspace.ts'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { HeaderBar } from '../../../ui/header-bar.tsx'
import { ViewSwitch } from '../../explorer/documents/view-switch.tsx'
import { DatasetDocuments } from './dataset-documents.tsx'

/** A tab with one dataset: of an answer, of a file, or of a collection whose connection is gone. */
export function DatasetView({ datasetId }: { readonly datasetId: string }) {
  const panelId = useId()
  const datasets = useQuery(datasetsQuery).data
  const dataset = datasets?.find(({ id }) => id === datasetId)
  if (datasets === undefined) return null
  if (dataset === undefined) return <EmptyState>This dataset is no longer on this computer.</EmptyState>
  return (
    <DatasetDocuments
      dataset={dataset}
      panelId={panelId}
      bar={({ state, columnsMenu, onChange, onExport }) => (
        <HeaderBar
          actions={
            <>
              <ViewSwitch mode={state.mode} panelId={panelId} onChange={mode => onChange({ mode })} />
              {columnsMenu}
              <Menu position="bottom-end">
                <Menu.Target>
                  <Tooltip label="More">
                    <ActionIcon aria-label="More">
                      <IconDots size={16} aria-hidden />
                    </ActionIcon>
                  </Tooltip>
                </Menu.Target>
                <Menu.Dropdown>
                  <Menu.Item onClick={() => useWorkspace.getState().open({ kind: 'sql', datasetId })}>
                    Query with SQL
                  </Menu.Item>
                  <Menu.Item disabled={dataset.state !== 'ready'} onClick={onExport}>
                    Export…
                  </Menu.Item>
                </Menu.Dropdown>
              </Menu>
            </>
          }
        >
          <h1 title={dataset.name}>{dataset.name}</h1>
        </HeaderBar>
      )}
    />
  )
}

import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { errorData } from '../../../app/notice.ts'
import { useSettings } from '../../../app/queries.ts'
import { CopyButton } from '../../../ui/copy-button.tsx'
import { InlineError } from '../../../ui/error-state/error-state.tsx'
import { SkeletonRows } from '../../../ui/skeleton-rows.tsx'
import { ExtraKeys } from '../answer-notes.tsx'
import { DetailTabs } from '../drawer/detail-tabs.tsx'
import css from '../drawer/drawer.module.css'
import { Drawer } from '../drawer/drawer.tsx'
import { FieldTree } from '../fields/field-tree.tsx'
import { applicationQuery } from './application-query.ts'
import { MaskedParameter } from './masked-parameter.tsx'

interface ApplicationDrawerProps {
  readonly connectionId: string
  readonly applicationId: string
  /** Its name from the list, until the details are there. */
  readonly name: string
  onClose(): void
}

/** An application's details: address and other fields, parameters masked until asked for. */
export function ApplicationDrawer({ connectionId, applicationId, name, onClose }: ApplicationDrawerProps) {
  const settings = useSettings()
  const { data, error, refetch } = useQuery(applicationQuery(connectionId, applicationId))
  return (
    <Drawer
      label="Application"
      title={data?.application.name ?? name}
      onClose={onClose}
      actions={<CopyButton text={applicationId} label="Copy ID" />}
    >
      <ExtraKeys meta={data?.meta} />
      {error !== null && (
        <div className={css.problem}>
          <InlineError error={errorData(error)}>
            <Button size="compact-xs" onClick={() => void refetch()}>
              Try again
            </Button>
          </InlineError>
        </div>
      )}
      {data === undefined && error === null && (
        <SkeletonRows rows={10} rowHeight={26} label="Loading the application" />
      )}
      {data !== undefined && (
        <DetailTabs json={data.json} jsonLabel="JSON of the application">
          <FieldTree
            fields={data.fields}
            format={settings}
            maskedValue={path => (
              <MaskedParameter
                key={path.join('\u0000')}
                connectionId={connectionId}
                applicationId={applicationId}
                path={path}
              />
            )}
          />
        </DetailTabs>
      )}
    </Drawer>
  )
}

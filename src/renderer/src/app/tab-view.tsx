import { lazy, type ReactElement } from 'react'
import { assertNever } from '../../../shared/errors.ts'
import { WelcomeView } from '../features/welcome/index.ts'
import type { Tab } from './workspace.ts'

const SettingsView = lazy(async () => ({
  default: (await import('../features/settings/index.ts')).SettingsView,
}))
const ConnectionEditor = lazy(async () => ({
  default: (await import('../features/connections/index.ts')).ConnectionEditor,
}))
const AccessCheckView = lazy(async () => ({
  default: (await import('../features/access-check/index.ts')).AccessCheckView,
}))
const TokenPanel = lazy(async () => ({ default: (await import('../features/token/index.ts')).TokenPanel }))
const ExplorerView = lazy(async () => ({
  default: (await import('../features/explorer/index.ts')).ExplorerView,
}))
const CredentialDesk = lazy(async () => ({
  default: (await import('../features/desk/index.ts')).CredentialDesk,
}))
const DatasetView = lazy(async () => ({ default: (await import('../features/data/index.ts')).DatasetView }))
const SqlView = lazy(async () => ({ default: (await import('../features/sql/index.ts')).SqlView }))
const RequestView = lazy(async () => {
  const feature = await import('../features/requests/index.ts')
  feature.keepDrafts()
  return { default: feature.RequestView }
})

/** What a tab shows. Each feature is loaded when it is first looked at; Welcome is looked at first. */
export function TabView({ tab }: { readonly tab: Tab }): ReactElement {
  const { id, content } = tab
  switch (content.kind) {
    case 'welcome':
      return <WelcomeView />
    case 'desk':
      return <CredentialDesk />
    case 'sql':
      return <SqlView datasetId={content.datasetId} />
    case 'dataset':
      return <DatasetView datasetId={content.datasetId} />
    case 'settings':
      return <SettingsView />
    case 'editor':
      return (
        <ConnectionEditor
          tabId={id}
          connectionId={content.connectionId}
          fromClipboard={content.fromClipboard}
          importId={content.importId ?? null}
        />
      )
    case 'check':
      return <AccessCheckView connectionId={content.connectionId} />
    case 'token':
      return <TokenPanel connectionId={content.connectionId} />
    case 'explorer':
      return <ExplorerView tabId={id} connectionId={content.connectionId} place={content.place} />
    case 'request':
      return <RequestView key={content.draftId} tabId={id} content={content} />
    default:
      return assertNever(content)
  }
}

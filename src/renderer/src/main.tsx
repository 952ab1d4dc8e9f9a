import './app/zod-without-eval.ts'
import '@mantine/core/styles.layer.css'
import '@mantine/notifications/styles.layer.css'
import '@mantine/spotlight/styles.layer.css'
import './theme/fonts.css'
import './theme/tokens.css'
import './theme/base.css'
import { createRoot } from 'react-dom/client'
import type { Settings } from '../../shared/settings.ts'
import { App } from './app/app.tsx'
import { exploreDemo } from './app/connection-actions.ts'
import { useNotice } from './app/notice.ts'
import { connectionsQuery, infoQuery, settingsQuery } from './app/queries.ts'
import { createQueryClient } from './app/query-client.ts'
import { restoreRequests } from './app/request-tabs.ts'
import { shownTheme } from './app/shown-theme.ts'
import { useWorkspace } from './app/workspace.ts'
import { readStyleNonce, shareStyleNonce } from './theme/nonce.ts'

const styleNonce = readStyleNonce()
shareStyleNonce(styleNonce)

const cache = createQueryClient()

/** The settings, or the defaults with a word about it: the window opens in any case. */
async function readSettings(): Promise<Settings> {
  try {
    return await cache.ensureQueryData(settingsQuery)
  } catch (error) {
    useNotice.getState().show(error)
    const { defaultSettings } = await import('../../shared/settings.ts')
    return cache.setQueryData(settingsQuery.queryKey, defaultSettings) ?? defaultSettings
  }
}

/** Reads what the first frame depends on, so that it is drawn once: the theme, and the connections in the sidebar. */
async function prepare(): Promise<void> {
  const [settings] = await Promise.all([
    readSettings(),
    cache.prefetchQuery(connectionsQuery),
    cache.prefetchQuery(infoQuery),
  ])
  document.documentElement.dataset.mantineColorScheme = shownTheme(settings.theme)
}

function start(): void {
  useWorkspace.getState().open({ kind: 'welcome' })
  const root = document.getElementById('root')
  if (root === null) throw new Error('index.html has no element with the id "root"')
  createRoot(root).render(<App cache={cache} styleNonce={styleNonce} />)
  void restoreRequests()
  if (cache.getQueryData(infoQuery.queryKey)?.openDemo === true) {
    exploreDemo().catch(useNotice.getState().show)
  }
}

// Not awaited: this module is in one file with what the other screens import, and they would wait for it too.
void prepare().then(start)

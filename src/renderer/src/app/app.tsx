import { MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { type ReactNode, useEffect } from 'react'
import { cssVariables } from '../theme/css-variables.ts'
import { theme } from '../theme/theme.ts'
import { startLiveUpdates } from './live-updates.ts'
import { useSettings } from './queries.ts'
import styles from './shell/shell.module.css'
import { Shell } from './shell/shell.tsx'
import { useShownTheme } from './shown-theme.ts'

export interface AppProps {
  readonly cache: QueryClient
  /** For the style elements that libraries make. */
  readonly styleNonce: string
}

/** The whole window. */
export function App({ cache, styleNonce }: AppProps) {
  useEffect(() => startLiveUpdates(cache), [cache])
  return (
    <QueryClientProvider client={cache}>
      <Themed styleNonce={styleNonce}>
        <Shell />
        <Notifications position="bottom-right" limit={3} classNames={{ root: styles.notices ?? '' }} />
      </Themed>
    </QueryClientProvider>
  )
}

function Themed({ styleNonce, children }: { readonly styleNonce: string; readonly children: ReactNode }) {
  const shown = useShownTheme()
  const { density } = useSettings()
  useEffect(() => {
    document.documentElement.dataset.density = density
  }, [density])
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      forceColorScheme={shown}
      getStyleNonce={() => styleNonce}
    >
      {children}
    </MantineProvider>
  )
}

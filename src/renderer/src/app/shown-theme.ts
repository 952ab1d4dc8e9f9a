import { useSyncExternalStore } from 'react'
import type { Settings } from '../../../shared/settings.ts'
import { useSettings } from './queries.ts'

const systemDark = typeof window === 'undefined' ? null : window.matchMedia('(prefers-color-scheme: dark)')

function subscribe(listener: () => void): () => void {
  systemDark?.addEventListener('change', listener)
  return () => systemDark?.removeEventListener('change', listener)
}

/** Light or dark, from the setting and what the system wants now. */
export function shownTheme(
  setting: Settings['theme'],
  systemIsDark = systemDark?.matches ?? false,
): 'light' | 'dark' {
  if (setting !== 'system') return setting
  return systemIsDark ? 'dark' : 'light'
}

/** The theme on screen; follows the setting and the system. */
export function useShownTheme(): 'light' | 'dark' {
  const { theme } = useSettings()
  const systemIsDark = useSyncExternalStore(subscribe, () => systemDark?.matches ?? false)
  return shownTheme(theme, systemIsDark)
}

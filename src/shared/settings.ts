import { z } from 'zod'

export const settingsSchema = z.strictObject({
  theme: z.enum(['system', 'light', 'dark']),
  density: z.enum(['comfortable', 'compact']),
  /** Zone in which dates are shown; always named beside them. */
  timeZone: z.enum(['local', 'utc']),
  /** How numbers are written in tables. */
  numberFormat: z.enum(['grouped', 'plain']),
  /** Filters kept for each collection. */
  queryHistoryLimit: z.int().min(0).max(200),
  sidebarWidth: z.int().min(200).max(360),
})

export type Settings = z.infer<typeof settingsSchema>

export const defaultSettings: Settings = {
  theme: 'system',
  density: 'comfortable',
  timeZone: 'local',
  numberFormat: 'grouped',
  queryHistoryLimit: 30,
  sidebarWidth: 244,
}

export interface AppInfo {
  readonly version: string
  readonly platform: string
  readonly electron: string
  readonly chrome: string
  readonly node: string
  readonly dataFolder: string
  /** The app was started to show the demo cloud. */
  readonly openDemo: boolean
}

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
  /** How often the credential desk checks all connections by itself while the app runs. */
  deskCheckEvery: z.enum(['off', 'hourly', 'six-hourly', 'daily', 'weekly']),
  /** Days before an application expires in which a scheduled check tells of it; 0 tells of none. */
  deskWarnDays: z.int().min(0).max(365),
  /** Checks of a run at a time. */
  deskAtOnce: z.int().min(1).max(16),
  /** Checks of a run started in a second; 0 for as many as there is room for. */
  deskPerSecond: z.int().min(0).max(100),
  /** Seconds for one connection of a run. */
  deskTimeLimit: z.int().min(5).max(600),
})

export type Settings = z.infer<typeof settingsSchema>

export const defaultSettings: Settings = {
  theme: 'system',
  density: 'comfortable',
  timeZone: 'local',
  numberFormat: 'grouped',
  queryHistoryLimit: 30,
  sidebarWidth: 244,
  deskCheckEvery: 'off',
  deskWarnDays: 30,
  deskAtOnce: 8,
  deskPerSecond: 0,
  deskTimeLimit: 30,
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

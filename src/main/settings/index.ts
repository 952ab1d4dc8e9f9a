import { readFileSync } from 'node:fs'
import { mkdir, rename } from 'node:fs/promises'
import { dirname } from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import { defaultSettings, type Settings, settingsSchema } from '../../shared/settings.ts'

export interface SettingsStore {
  get(): Settings
  /** Changes some settings and writes them; answers all of them. */
  set(change: { readonly [K in keyof Settings]?: Settings[K] | undefined }): Promise<Settings>
}

/**
 * Settings in one small JSON file. Each setting is read by itself: a wrong or unknown one falls back to its default
 * and the others stay. A file that cannot be read or is not JSON is set aside as `*.damaged` before the first write.
 */
export function createSettings(file: string, onProblem: (message: string) => void): SettingsStore {
  const read = readSettings(file)
  let settings = read.settings
  let damaged = read.damaged
  if (damaged) onProblem('The settings file could not be read; the defaults are in use.')
  let writing: Promise<void> = Promise.resolve()

  async function write(): Promise<void> {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 })
    if (damaged) await rename(file, `${file}.damaged`)
    damaged = false
    await writeFileAtomic(file, `${JSON.stringify(settings, null, 2)}\n`, { mode: 0o600 })
  }

  return {
    get: () => settings,
    set: async change => {
      settings = settingsSchema.parse({ ...settings, ...change })
      writing = writing.then(write, write)
      await writing
      return settings
    },
  }
}

function readSettings(file: string): { settings: Settings; damaged: boolean } {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    return { settings: defaultSettings, damaged: (error as NodeJS.ErrnoException).code !== 'ENOENT' }
  }
  let stored: unknown
  try {
    stored = JSON.parse(text)
  } catch {
    return { settings: defaultSettings, damaged: true }
  }
  if (typeof stored !== 'object' || stored === null || Array.isArray(stored)) {
    return { settings: defaultSettings, damaged: true }
  }
  const known = Object.entries(settingsSchema.shape).flatMap(([key, schema]) => {
    const parsed = schema.safeParse((stored as Record<string, unknown>)[key])
    return parsed.success ? [[key, parsed.data] as const] : []
  })
  return { settings: { ...defaultSettings, ...Object.fromEntries(known) }, damaged: false }
}

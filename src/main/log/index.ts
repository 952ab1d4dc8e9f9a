import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** Bytes after which the log starts anew; the previous one is kept. */
const maxBytes = 1_000_000
/** Lines kept in memory for the diagnostics. */
const recentLines = 200

export interface Log {
  info(message: string, detail?: unknown): void
  warn(message: string, detail?: unknown): void
  error(message: string, detail?: unknown): void
  /** The newest lines, as written. */
  recent(): readonly string[]
}

export interface LogOptions {
  readonly folder: string
  /** Every line passes through here: the redactor of the app. */
  readonly scrub: (text: string) => string
  readonly now: () => Date
}

/** The one log: a line each, secrets removed, in a private file of bounded size. A full disk does not stop the app. */
export function createLog({ folder, scrub, now }: LogOptions): Log {
  const file = join(folder, 'main.log')
  const recent: string[] = []

  function write(level: string, message: string, detail: unknown): void {
    const tail = detail === undefined ? '' : ` ${asText(detail)}`
    const line = scrub(`${now().toISOString()} ${level} ${message}${tail}`).replaceAll(/[\r\n]+/g, ' | ')
    recent.push(line)
    if (recent.length > recentLines) recent.shift()
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > maxBytes) renameSync(file, `${file}.old`)
      appendFileSync(file, `${line}\n`, { mode: 0o600 })
    } catch {
      // The line is still in memory; there is nowhere else to say that the disk takes no more.
    }
  }

  return {
    info: (message, detail) => write('info', message, detail),
    warn: (message, detail) => write('warn', message, detail),
    error: (message, detail) => write('error', message, detail),
    recent: () => recent,
  }
}

function asText(detail: unknown): string {
  if (detail instanceof Error) {
    const cause = detail.cause === undefined ? '' : ` caused by ${asText(detail.cause)}`
    return `${detail.stack ?? detail.message}${cause}`
  }
  return typeof detail === 'string' ? detail : (JSON.stringify(detail) ?? String(detail))
}

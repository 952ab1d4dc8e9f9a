import type { Settings } from '../../../../shared/settings.ts'

export type Zone = Settings['timeZone']

/** `2026-11-23 14:30:07`: sorts as it reads, the same for everybody. */
function stamp(date: Date, zone: Zone): { readonly day: string; readonly time: string } {
  const pad = (part: number): string => String(part).padStart(2, '0')
  const utc = zone === 'utc'
  const [year, month, day] = utc
    ? [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()]
    : [date.getFullYear(), date.getMonth(), date.getDate()]
  const [hours, minutes, seconds] = utc
    ? [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()]
    : [date.getHours(), date.getMinutes(), date.getSeconds()]
  return {
    day: `${String(year).padStart(4, '0')}-${pad(month + 1)}-${pad(day)}`,
    time: `${pad(hours)}:${pad(minutes)}:${pad(seconds)}`,
  }
}

/** Day of an ISO 8601 moment in the zone chosen; the text itself when it is not a date. */
export function dayText(moment: string, zone: Zone): string {
  const date = new Date(moment)
  return Number.isNaN(date.getTime()) ? moment : stamp(date, zone).day
}

/** Time of day of an ISO 8601 moment, to the second; the text itself when it is not a date. */
export function timeText(moment: string, zone: Zone): string {
  const date = new Date(moment)
  return Number.isNaN(date.getTime()) ? moment : stamp(date, zone).time
}

/** Day, time and the name of the zone: `2026-11-23 14:30:07 UTC`. The text itself when it is not a date. */
export function dateTimeText(moment: string, zone: Zone): string {
  const date = new Date(moment)
  if (Number.isNaN(date.getTime())) return moment
  const { day, time } = stamp(date, zone)
  return `${day} ${time} ${zoneName(zone, date)}`
}

/** Short name of the zone at a moment: `UTC`, `GMT+1`, `CET`. */
export function zoneName(zone: Zone, at: Date = new Date()): string {
  if (zone === 'utc') return 'UTC'
  const parts = new Intl.DateTimeFormat('en-GB', { timeZoneName: 'short' }).formatToParts(at)
  return parts.find(part => part.type === 'timeZoneName')?.value ?? 'local'
}

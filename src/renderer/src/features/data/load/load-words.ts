import type { Dataset, DatasetChanges } from '../../../../../shared/datasets.ts'

type Progress = Pick<Dataset, 'state' | 'documents' | 'expected' | 'rate' | 'secondsLeft'>

const grouped = (value: number): string => value.toLocaleString('en-GB')

/** How far a load is: `7,200 of 20,000 documents`. */
export function progressText({ state, documents, expected }: Progress): string {
  if (state === 'preparing') return `All ${grouped(documents)} documents are here and become a table`
  return expected === null
    ? `${grouped(documents)} documents`
    : `${grouped(documents)} of ${grouped(expected)} documents`
}

/** How far a load is, and whether it stands: `Paused at 7,200 of 20,000 documents`. */
export function placeText(load: Progress): string {
  const { state } = load
  if (state !== 'paused' && state !== 'failed') return progressText(load)
  return `${state === 'failed' ? 'Stopped' : 'Paused'} at ${progressText(load)}`
}

/** How fast, and how long to go: `1,340 a second, 9 s left`; empty while neither is known. */
export function paceText({ rate, secondsLeft }: Progress): string {
  const parts = [
    ...(rate === null ? [] : [`${grouped(Math.round(rate))} a second`]),
    ...(secondsLeft === null || !Number.isFinite(secondsLeft) ? [] : [`${durationText(secondsLeft)} left`]),
  ]
  return parts.join(', ')
}

/** Part of the whole, from 0 to 1; null where the whole is not known. */
export function shareLoaded({ state, documents, expected }: Progress): number | null {
  if (state === 'preparing') return 1
  return expected === null || expected === 0 ? null : Math.min(1, documents / expected)
}

/** Whole seconds, minutes from a minute and a half on, hours from as many hours. */
export function durationText(seconds: number): string {
  if (seconds < 90) return `${Math.max(1, Math.ceil(seconds))} s`
  if (seconds < 90 * 60) return `${Math.round(seconds / 60)} min`
  return `${Math.round(seconds / 3600)} h`
}

/** A size in bytes for people. A kilobyte is 1,000 bytes. */
export function sizeText(bytes: number): string {
  if (bytes < 1_000_000) return `${Math.max(1, Math.round(bytes / 1000))} KB`
  return bytes < 1_000_000_000
    ? `${(bytes / 1_000_000).toFixed(1)} MB`
    : `${(bytes / 1_000_000_000).toFixed(1)} GB`
}

/** What a refresh brought: `3 changed, 12 added, 1 removed`. */
export function changesText({
  added,
  changed,
  removed,
}: Pick<DatasetChanges, 'added' | 'changed' | 'removed'>): string {
  const parts = [
    ...(changed === 0 ? [] : [`${grouped(changed)} changed`]),
    ...(added === 0 ? [] : [`${grouped(added)} added`]),
    ...(removed === 0 ? [] : [`${grouped(removed)} removed`]),
  ]
  return parts.length === 0 ? 'No changes' : parts.join(', ')
}

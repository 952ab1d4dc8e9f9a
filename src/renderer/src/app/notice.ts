import { create } from 'zustand'
import { type ErrorData, ExplorerError } from '../../../shared/errors.ts'

interface NoticeStore {
  readonly error: ErrorData | null
  show(error: unknown): void
  dismiss(): void
}

/** An unknown error as data; what is not ours is a fault of the app. */
export function errorData(error: unknown): ErrorData {
  if (error instanceof ExplorerError) return error.toData()
  const detail = error instanceof Error ? error.message : String(error)
  return {
    code: 'internal',
    message: 'Something in the app went wrong.',
    hint: 'Try again. If it stays, copy the diagnostics in Settings.',
    retryable: true,
    detail,
  }
}

/** The error of something that was asked for outside any view: shown over the main sheet until it is read. */
export const useNotice = create<NoticeStore>()(set => ({
  error: null,
  show: error => set({ error: errorData(error) }),
  dismiss: () => set({ error: null }),
}))

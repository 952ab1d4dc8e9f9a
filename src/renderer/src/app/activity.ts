import { create } from 'zustand'

/** Calls to the token servers and APIs that have not been answered yet, as main last said. */
export const useActivity = create<{ readonly inFlight: number }>()(() => ({ inFlight: 0 }))

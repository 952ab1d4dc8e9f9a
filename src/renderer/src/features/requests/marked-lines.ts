import { createContext } from 'react'

/** Lines of the pretty view of an answer that a repeated request found changed, from 0. */
export const MarkedLines = createContext<ReadonlySet<number>>(new Set())

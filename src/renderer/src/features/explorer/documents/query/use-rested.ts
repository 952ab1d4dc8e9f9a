import { useEffect, useState } from 'react'

/** Half-typed JSON is always wrong; this is long enough to type on without being told so. */
const restMs = 500

/** A message that is shown when it has stood for a moment, and taken away at once. */
export function useRested(message: string | null): string | null {
  const [rested, setRested] = useState<string | null>(null)
  useEffect(() => {
    if (message === null) return setRested(null)
    const timer = setTimeout(() => setRested(message), restMs)
    return () => clearTimeout(timer)
  }, [message])
  return message === null ? null : rested
}

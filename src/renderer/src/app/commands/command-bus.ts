import { useEffect, useEffectEvent } from 'react'
import type { CommandId } from '../../../../shared/contract.ts'

type Handler = () => void

const handlers = new Map<CommandId, readonly Handler[]>()

/** Takes a command from now on; the one who came last gets it. The answer gives it back. */
export function onCommand(command: CommandId, handler: Handler): () => void {
  handlers.set(command, [...(handlers.get(command) ?? []), handler])
  return () => {
    const left = (handlers.get(command) ?? []).filter(other => other !== handler)
    handlers.set(command, left)
  }
}

/** Does what a command says. False when nobody takes it at the moment. */
export function runCommand(command: CommandId): boolean {
  const handler = handlers.get(command)?.at(-1)
  handler?.()
  return handler !== undefined
}

/**
 * Takes a command while the component is on screen. A tab in the background gives its commands back, since React
 * runs no effects there.
 */
export function useCommand(command: CommandId, handler: Handler): void {
  const run = useEffectEvent(handler)
  useEffect(() => onCommand(command, () => run()), [command])
}

import { ActionIcon, Button, Tooltip } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { type ReactNode, useEffect, useState } from 'react'
import { invoke } from '../app/client.ts'

const confirmMs = 1500

export interface CopyButtonProps {
  /** What to copy, or how to get it: then it is asked for when the button is pressed. */
  readonly text: string | (() => Promise<string>)
  /** Accessible name: what is copied, such as *Copy ID*. */
  readonly label: string
  /** With its label as text beside the icon. */
  readonly withText?: boolean
  /** A picture of what is copied, where two pages on top of each other say too little. */
  readonly icon?: ReactNode
  readonly variant?: 'default' | 'subtle' | 'filled'
  readonly onError?: (error: unknown) => void
}

/** Copies by way of main, since the window has no clipboard of its own, and says so for a moment. */
export function CopyButton(props: CopyButtonProps) {
  const { text, label, withText = false, variant = 'subtle', onError } = props
  const [state, setState] = useState<'idle' | 'copied' | 'failed'>('idle')
  useEffect(() => {
    if (state === 'idle') return
    const timer = setTimeout(() => setState('idle'), confirmMs)
    return () => clearTimeout(timer)
  }, [state])
  const copy = async (): Promise<void> => {
    try {
      await invoke('app.copyText', { text: typeof text === 'string' ? text : await text() })
      setState('copied')
    } catch (error) {
      setState('failed')
      onError?.(error)
    }
  }
  const said = state === 'idle' ? label : state === 'copied' ? 'Copied' : 'Could not be copied'
  // Who speaks to the computer says the text that is seen: it has to be part of the name.
  const name = state === 'idle' ? label : `${label}: ${said}`
  const rest = props.icon ?? <IconCopy size={14} aria-hidden />
  const icon = state === 'copied' ? <IconCheck size={14} aria-hidden /> : rest
  if (withText) {
    return (
      <Button variant={variant} leftSection={icon} aria-label={name} onClick={copy}>
        <span aria-live="polite">{said}</span>
      </Button>
    )
  }
  return (
    <Tooltip label={said}>
      <ActionIcon size="sm" variant={variant} aria-label={label} onClick={copy}>
        {icon}
      </ActionIcon>
    </Tooltip>
  )
}

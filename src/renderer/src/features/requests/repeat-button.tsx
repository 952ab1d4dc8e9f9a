import { ActionIcon, Button, NumberInput, Popover, Tooltip } from '@mantine/core'
import { IconRepeat } from '@tabler/icons-react'
import { useState } from 'react'
import css from './request-line.module.css'

interface RepeatButtonProps {
  /** Whether the request may be repeated: never one that writes. */
  readonly allowed: boolean
  onStart(seconds: number): void
}

/** Asks how often a request is to be sent again, and starts. */
export function RepeatButton({ allowed, onStart }: RepeatButtonProps) {
  const [open, setOpen] = useState(false)
  const [seconds, setSeconds] = useState(5)
  const start = (): void => {
    setOpen(false)
    onStart(seconds)
  }
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" trapFocus returnFocus>
      <Popover.Target>
        <Tooltip label={allowed ? 'Repeat' : 'A request that may change data is not repeated'}>
          <ActionIcon
            size={32}
            aria-label="Repeat"
            aria-disabled={!allowed}
            {...(allowed ? {} : { 'data-disabled': true })}
            onClick={() => allowed && setOpen(!open)}
          >
            <IconRepeat size={16} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown>
        <form
          className={css.repeat}
          onSubmit={event => {
            event.preventDefault()
            start()
          }}
        >
          <NumberInput
            data-autofocus
            label="Seconds between answer and next request"
            min={1}
            max={3600}
            allowDecimal={false}
            clampBehavior="strict"
            value={seconds}
            onChange={value => setSeconds(typeof value === 'number' && value >= 1 ? value : 5)}
          />
          <Button type="submit" variant="filled">
            Start repeating
          </Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  )
}

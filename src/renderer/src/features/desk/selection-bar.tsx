import { ActionIcon, Button, Popover, TagsInput, TextInput, Tooltip } from '@mantine/core'
import { IconRefresh, IconX } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { invoke } from '../../app/client.ts'
import { CopyButton } from '../../ui/copy-button.tsx'
import { deleteConnections } from './delete-connections.tsx'
import type { DeskRow } from './desk-rows.ts'
import { atDesk } from './desk-state.ts'
import ghost from './ghost-button.module.css'
import styles from './selection-bar.module.css'
import { tell } from './tell.ts'

interface SelectionBarProps {
  readonly rows: readonly DeskRow[]
  /** Whether a run is under way. */
  readonly active: boolean
  readonly onCheck: (ids: readonly string[]) => void
  readonly onClear: () => void
}

/** What can be done with the rows that are selected. Floats over the table. */
export function SelectionBar({ rows, active, onCheck, onClear }: SelectionBarProps) {
  const connectionIds = rows.map(({ connection }) => connection.id)
  const change = (what: { readonly addTags: string[]; readonly customer: string | null }): void =>
    atDesk(
      invoke('desk.change', { connectionIds, ...what }).then(({ changed }) => {
        if (changed === connectionIds.length) return
        tell(`${changed} changed. Connections of the demo cloud stay as they are.`)
      }),
    )
  const [tags, setTags] = useState<string[]>([])
  const [customer, setCustomer] = useState('')
  return (
    <section aria-label="Selection" className={styles.bar}>
      <b>{rows.length} selected</b>
      <Button
        leftSection={<IconRefresh size={14} aria-hidden />}
        disabled={active}
        onClick={() => onCheck(connectionIds)}
      >
        Check selected
      </Button>
      {rows.some(({ result }) => result !== undefined) && (
        <CopyButton
          withText
          variant="default"
          label={rows.length === 1 ? 'Copy message' : 'Copy messages'}
          text={async () => (await invoke('desk.message', { connectionIds })).text}
        />
      )}
      <Ask
        label="Tag"
        confirm="Add"
        disabled={tags.length === 0}
        onConfirm={() => {
          change({ addTags: tags, customer: null })
          setTags([])
        }}
      >
        <TagsInput
          label="Tags to add"
          placeholder="Type, then Enter"
          maxTags={20}
          comboboxProps={{ withinPortal: false }}
          acceptValueOnBlur
          data-autofocus
          value={tags}
          onChange={setTags}
        />
      </Ask>
      <Ask
        label="Customer"
        confirm="Move"
        disabled={customer.trim() === ''}
        onConfirm={() => {
          change({ addTags: [], customer: customer.trim() })
          setCustomer('')
        }}
      >
        <TextInput
          label="Move to customer"
          maxLength={120}
          data-autofocus
          value={customer}
          onChange={event => setCustomer(event.currentTarget.value)}
        />
      </Ask>
      <Button
        variant="subtle"
        className={ghost.ghost ?? ''}
        disabled={active}
        onClick={() => {
          atDesk(deleteConnections(rows.map(({ connection }) => connection)))
          onClear()
        }}
      >
        Delete
      </Button>
      <Tooltip label="Clear the selection">
        <ActionIcon aria-label="Clear the selection" onClick={onClear}>
          <IconX size={14} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </section>
  )
}

interface AskProps {
  readonly label: string
  readonly confirm: string
  readonly disabled: boolean
  readonly onConfirm: () => void
  readonly children: ReactNode
}

/** A button that asks for one thing before it does its work. */
function Ask({ label, confirm, disabled, onConfirm, children }: AskProps) {
  const [opened, setOpened] = useState(false)
  return (
    <Popover opened={opened} onChange={setOpened} position="top" width={240} trapFocus returnFocus>
      <Popover.Target>
        <Button variant="subtle" className={ghost.ghost ?? ''} onClick={() => setOpened(!opened)}>
          {label}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={label}>
        <form
          className={styles.ask}
          onSubmit={event => {
            event.preventDefault()
            if (disabled) return
            setOpened(false)
            onConfirm()
          }}
        >
          {children}
          <Button type="submit" disabled={disabled}>
            {confirm}
          </Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  )
}

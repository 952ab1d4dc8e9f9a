import { Button } from '@mantine/core'
import { IconClipboardText, IconShieldCheck } from '@tabler/icons-react'
import type { Connection } from '../../../../shared/connection.ts'
import { Crumbs } from '../../ui/crumbs.tsx'
import { HeaderBar } from '../../ui/header-bar.tsx'
import styles from './connection-form.module.css'

const stateWords = { untouched: '', unsaved: 'Not saved', saved: 'Saved' } as const

export interface FormHeaderProps {
  /** Null for a new one. */
  readonly connection: Connection | null
  readonly state: keyof typeof stateWords
  readonly pasting: boolean
  readonly saving: boolean
  readonly onPaste: () => void
  readonly onTest: () => void
}

/** Which connection is edited, whether it is saved, and what can be done. *Save* submits the form around it. */
export function FormHeader({ connection, state, pasting, saving, onPaste, onTest }: FormHeaderProps) {
  return (
    <HeaderBar
      actions={
        <>
          <Button
            variant="subtle"
            leftSection={<IconClipboardText size={14} aria-hidden />}
            loading={pasting}
            onClick={onPaste}
          >
            Paste to fill
          </Button>
          <Button
            leftSection={<IconShieldCheck size={14} aria-hidden />}
            aria-keyshortcuts="Control+Enter"
            onClick={onTest}
          >
            Test connection
          </Button>
          <Button type="submit" variant="filled" aria-keyshortcuts="Control+S" loading={saving}>
            Save
          </Button>
        </>
      }
    >
      <Crumbs
        crumbs={[
          ...(connection === null || connection.customer === '' ? [] : [{ text: connection.customer }]),
          { text: connection === null ? 'New connection' : connection.name },
        ]}
      />
      <span role="status" className={styles.saved}>
        {stateWords[state]}
      </span>
    </HeaderBar>
  )
}

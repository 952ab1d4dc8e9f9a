import { Popover, TextInput } from '@mantine/core'
import { IconArrowRight } from '@tabler/icons-react'
import { type KeyboardEvent, useId, useRef, useState } from 'react'
import type { ErrorData } from '../../../../shared/errors.ts'
import { invoke } from '../../app/client.ts'
import { useCommand } from '../../app/commands/command-bus.ts'
import { errorData } from '../../app/notice.ts'
import type { ExplorerPlace } from '../../app/workspace.ts'
import { keysText } from '../../ui/key-hint.tsx'
import { placeOf } from './explorer-place.ts'
import css from './go-to.module.css'

interface GoToProps {
  readonly connectionId: string
  readonly place: ExplorerPlace
  onGo(place: ExplorerPlace): void
}

/** Opens what an ID or a pasted API URL names. */
export function GoTo({ connectionId, place, onGo }: GoToProps) {
  const field = useRef<HTMLInputElement>(null)
  const problemId = useId()
  const [text, setText] = useState('')
  const [problem, setProblem] = useState<ErrorData | null>(null)
  useCommand('go-to', () => field.current?.select())

  const go = async (): Promise<void> => {
    if (text.trim() === '') return
    const { applicationId, collectionId } = place
    try {
      const found = await invoke('api.locate', {
        connectionId,
        text: text.trim(),
        applicationId,
        collectionId,
      })
      setText('')
      onGo(placeOf(found))
    } catch (error) {
      setProblem(errorData(error))
    }
  }
  const pressed = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') void go()
    if (event.key === 'Escape') {
      setProblem(null)
      setText('')
    }
  }
  return (
    <Popover
      opened={problem !== null}
      position="bottom-start"
      withRoles={false}
      onDismiss={() => setProblem(null)}
    >
      <Popover.Target>
        <TextInput
          ref={field}
          className={css.field ?? ''}
          aria-label="Go to ID or URL"
          aria-describedby={problem === null ? undefined : problemId}
          placeholder="Go to ID or URL"
          title={`Go to an ID or a pasted API URL, ${keysText('Mod+G')}`}
          rightSection={<IconArrowRight size={14} aria-hidden />}
          error={problem !== null}
          spellCheck={false}
          value={text}
          onChange={event => {
            setProblem(null)
            setText(event.currentTarget.value)
          }}
          onKeyDown={pressed}
        />
      </Popover.Target>
      <Popover.Dropdown>
        <p id={problemId} role="alert" className={css.problem}>
          {problem?.message} <span className={css.hint}>{problem?.hint}</span>
        </p>
      </Popover.Dropdown>
    </Popover>
  )
}

import { Button } from '@mantine/core'
import { useState } from 'react'
import type { JsonText } from '../../../../../shared/documents.ts'
import { invoke } from '../../../app/client.ts'
import { errorData } from '../../../app/notice.ts'
import { SecretSlab } from '../../../ui/secret-slab.tsx'
import css from './masked-parameter.module.css'

interface MaskedParameterProps {
  readonly connectionId: string
  readonly applicationId: string
  readonly path: readonly string[]
}

/** A parameter of an application: hidden until it is asked for, and never kept in a cache. */
export function MaskedParameter({ connectionId, applicationId, path }: MaskedParameterProps) {
  const [value, setValue] = useState<string | null>(null)
  const [problem, setProblem] = useState('')
  const name = path.at(-1) ?? ''
  const reveal = async (): Promise<void> => {
    try {
      const answer = await invoke('api.revealParameter', { connectionId, applicationId, path: [...path] })
      setProblem('')
      setValue(plainText(answer.value))
    } catch (error) {
      setProblem(errorData(error).message)
    }
  }
  if (value !== null) {
    return (
      <>
        <span className={css.clear}>{value}</span>
        <Button variant="subtle" size="compact-xs" aria-label={`Hide ${name}`} onClick={() => setValue(null)}>
          Hide
        </Button>
      </>
    )
  }
  return (
    <span className={css.masked}>
      <SecretSlab>hidden</SecretSlab>
      <Button variant="subtle" size="compact-xs" aria-label={`Reveal ${name}`} onClick={() => void reveal()}>
        Reveal
      </Button>
      {problem !== '' && (
        <span role="alert" className={css.problem}>
          {problem}
        </span>
      )}
    </span>
  )
}

/** A text without the quotes of its JSON; anything else as JSON. A text that was cut has no closing quote. */
function plainText({ text, length }: JsonText): string {
  return text.startsWith('"') && text.length === length ? String(JSON.parse(text)) : text
}

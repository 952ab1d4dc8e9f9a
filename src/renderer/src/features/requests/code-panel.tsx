import { Tabs } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import type { BuiltRequest, CodeLanguage } from '../../../../shared/requests.ts'
import { invoke } from '../../app/client.ts'
import { errorData } from '../../app/notice.ts'
import { CopyButton } from '../../ui/copy-button.tsx'
import css from './build-pane.module.css'

const languages: readonly { readonly value: CodeLanguage; readonly label: string }[] = [
  { value: 'curl', label: 'curl' },
  { value: 'javascript', label: 'JavaScript' },
  { value: 'python', label: 'Python' },
  { value: 'csharp', label: 'C#' },
  { value: 'powershell', label: 'PowerShell' },
  { value: 'powerquery', label: 'Power Query' },
]

interface CodePanelProps {
  readonly connectionId: string
  readonly request: BuiltRequest
}

/** The request as a program, to be taken along. Secrets are variables in it. */
export function CodePanel({ connectionId, request }: CodePanelProps) {
  const [language, setLanguage] = useState<CodeLanguage>('curl')
  const rested = useDeferredValue(request)
  const { data, error } = useQuery({
    queryKey: ['request-code', connectionId, language, rested],
    queryFn: () => invoke('requests.code', { connectionId, request: rested, language }),
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 10_000,
  })
  const text = error === null ? (data?.text ?? '') : ''
  return (
    <section aria-label="Code" className={css.code}>
      <Tabs
        className={css.panel ?? ''}
        keepMounted={false}
        value={language}
        onChange={value => setLanguage(languages.find(entry => entry.value === value)?.value ?? 'curl')}
      >
        <div className={css.codeHead}>
          <Tabs.List aria-label="Language">
            {languages.map(({ value, label }) => (
              <Tabs.Tab key={value} value={value}>
                {label}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <div className={css.copy}>
            <CopyButton text={text} label="Copy code" />
          </div>
        </div>
        {languages.map(({ value }) => (
          <Tabs.Panel key={value} value={value} className={css.codeText ?? ''} tabIndex={0}>
            {error === null ? (
              <pre>{text}</pre>
            ) : (
              <p className={css.problem}>{errorData(error).hint || errorData(error).message}</p>
            )}
          </Tabs.Panel>
        ))}
      </Tabs>
    </section>
  )
}

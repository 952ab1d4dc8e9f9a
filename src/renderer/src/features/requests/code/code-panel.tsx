import { ActionIcon, SegmentedControl, Tabs, Tooltip } from '@mantine/core'
import { IconArrowsDiagonal, IconArrowsDiagonalMinimize2, IconDeviceFloppy } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import type { CodeLanguage, WantedCode } from '../../../../../shared/code.ts'
import type { BuiltRequest } from '../../../../../shared/requests.ts'
import { invoke } from '../../../app/client.ts'
import { errorData, useNotice } from '../../../app/notice.ts'
import { queryKeys } from '../../../app/query-keys.ts'
import { CopyButton } from '../../../ui/copy-button.tsx'
import css from './code-panel.module.css'
import { firstLanguages, hasStarter, languageNames } from './languages.ts'
import { MoreLanguages } from './more-languages.tsx'

interface CodePanelProps {
  readonly connectionId: string
  readonly request: BuiltRequest
}

/** The request as a program to take along: alone, or complete with token and pages. Secrets are variables in it. */
export function CodePanel({ connectionId, request }: CodePanelProps) {
  const [form, setForm] = useState<WantedCode['form']>('request')
  const [language, setLanguage] = useState<CodeLanguage>('curl')
  const [large, setLarge] = useState(false)
  const code = wantedCode(form, language)
  const rested = useDeferredValue(request)
  const { data, error } = useQuery({
    queryKey: [...queryKeys.requestCode, connectionId, code, rested],
    queryFn: () => invoke('requests.code', { connectionId, request: rested, code }),
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 10_000,
  })
  const written = error === null ? data : undefined
  const save = (): void => {
    invoke('requests.saveCode', { connectionId, request, code }).catch(useNotice.getState().show)
  }
  return (
    <section aria-label="Code" className={css.code} data-large={large || undefined}>
      <div className={css.head}>
        <SegmentedControl
          aria-label="Form of the code"
          size="xs"
          value={form}
          onChange={setForm}
          data={[
            { value: 'request', label: 'Request' },
            { value: 'starter', label: 'Complete starter' },
          ]}
        />
        <span className={css.actions}>
          <CopyButton text={written?.text ?? ''} label="Copy code" />
          <Tooltip label="Save code">
            <ActionIcon
              size="sm"
              variant="subtle"
              aria-label="Save code"
              disabled={written === undefined}
              onClick={save}
            >
              <IconDeviceFloppy size={14} aria-hidden />
            </ActionIcon>
          </Tooltip>
          <Tooltip label={large ? 'Smaller' : 'Larger'}>
            <ActionIcon
              size="sm"
              variant="subtle"
              aria-label="Larger code"
              aria-pressed={large}
              onClick={() => setLarge(!large)}
            >
              {large ? (
                <IconArrowsDiagonalMinimize2 size={14} aria-hidden />
              ) : (
                <IconArrowsDiagonal size={14} aria-hidden />
              )}
            </ActionIcon>
          </Tooltip>
        </span>
      </div>
      <Tabs
        className={css.panel ?? ''}
        keepMounted={false}
        value={code.language}
        onChange={value => setLanguage(firstLanguages.find(each => each === value) ?? 'curl')}
      >
        <div className={css.languages}>
          <Tabs.List aria-label="Language">
            {tabsOf(code).map(each => (
              <Tabs.Tab key={each} value={each}>
                {languageNames[each]}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          {form === 'request' && <MoreLanguages onChoose={setLanguage} />}
        </div>
        <Tabs.Panel value={code.language} className={css.text ?? ''} tabIndex={0}>
          {error === null ? (
            <>
              {written !== undefined && (
                <div className={css.run}>
                  <p>{written.howToRun[0]}</p>
                  <p>{written.howToRun[1]}</p>
                </div>
              )}
              <pre>{written?.text ?? ''}</pre>
            </>
          ) : (
            <p className={css.problem}>{errorData(error).hint || errorData(error).message}</p>
          )}
        </Tabs.Panel>
      </Tabs>
    </section>
  )
}

/** A language without a starter gives way to the first one that has one. */
function wantedCode(form: WantedCode['form'], language: CodeLanguage): WantedCode {
  if (form === 'request') return { form, language }
  return { form, language: hasStarter(language) ? language : 'python' }
}

/** The usual ones, and the one that was chosen under *More*. */
function tabsOf({ language }: WantedCode): readonly CodeLanguage[] {
  return hasStarter(language) ? firstLanguages : [...firstLanguages, language]
}

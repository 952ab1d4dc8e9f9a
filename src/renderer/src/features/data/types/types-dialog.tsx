import { Button, Modal, SegmentedControl } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type TypesLanguage, typesLanguages } from '../../../../../shared/datasets.ts'
import { invoke } from '../../../app/client.ts'
import { errorData, useNotice } from '../../../app/notice.ts'
import { queryKeys } from '../../../app/query-keys.ts'
import { CodeBlock } from '../../../ui/code-block/code-block.tsx'
import { CopyButton } from '../../../ui/copy-button.tsx'
import { InlineError } from '../../../ui/error-state/error-state.tsx'
import { SkeletonRows } from '../../../ui/skeleton-rows.tsx'
import css from './types-dialog.module.css'
import { languageEndings, languageTitles, typesBasis } from './types-words.ts'

interface TypesDialogProps {
  readonly datasetId: string
  /** What the documents are called. */
  readonly name: string
  onClose(): void
}

/** The types of a dataset's documents as code, to take along. */
export function TypesDialog({ datasetId, name, onClose }: TypesDialogProps) {
  const [language, setLanguage] = useState<TypesLanguage>('typescript')
  const { data, error, isPlaceholderData } = useQuery({
    queryKey: [...queryKeys.dataset(datasetId), 'types', language],
    queryFn: ({ signal }) => invoke('datasets.types', { datasetId, language }, signal),
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: keepPreviousData,
  })
  const save = (text: string): void => {
    invoke('app.saveFile', { name: name.slice(0, 100), kind: languageEndings[language], content: text })
      .then(saved => {
        if (saved !== null) notifications.show({ message: `The types are in ${saved.path}` })
      })
      .catch(useNotice.getState().show)
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={`Types of ${name}`}
      size={760}
      centered
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <div className={css.types} aria-busy={isPlaceholderData}>
        <SegmentedControl
          aria-label="Language"
          data={typesLanguages.map(option => ({ value: option, label: languageTitles[option] }))}
          value={language}
          onChange={option => setLanguage(option as TypesLanguage)}
        />
        {error !== null && <InlineError error={errorData(error)} />}
        {error === null && data === undefined && <SkeletonRows rows={12} label="Working out the types" />}
        {data !== undefined && (
          <>
            <p className={css.basis}>{typesBasis(data)} Values are not in it, names of fields are.</p>
            <div className={css.code}>
              <CodeBlock
                text={data.text}
                language={data.language === 'schema' ? 'json' : 'plain'}
                label={`Types in ${languageTitles[data.language]}`}
                withLineNumbers
              />
            </div>
            <div className={css.buttons}>
              <CopyButton withText variant="default" label="Copy types" text={data.text} />
              <Button variant="filled" disabled={isPlaceholderData} onClick={() => save(data.text)}>
                Save as file…
              </Button>
            </div>
          </>
        )}
      </div>
    </Modal>
  )
}

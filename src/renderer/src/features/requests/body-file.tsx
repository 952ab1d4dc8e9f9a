import { Button } from '@mantine/core'
import { IconFile } from '@tabler/icons-react'
import type { BodyFile } from '../../../../shared/requests.ts'
import { invoke } from '../../app/client.ts'
import { useNotice } from '../../app/notice.ts'
import css from './body-panel.module.css'
import { sizeText } from './status-words.ts'

interface BodyFilePanelProps {
  readonly file: BodyFile | undefined
  onChoose(file: BodyFile): void
}

/** The file that is sent as body. It is read while it is sent, and stays where it is. */
export function BodyFilePanel({ file, onChoose }: BodyFilePanelProps) {
  const choose = async (): Promise<void> => {
    try {
      const chosen = await invoke('requests.chooseFile', {})
      if (chosen !== null) onChoose(chosen)
    } catch (error) {
      useNotice.getState().show(error)
    }
  }
  return (
    <div className={css.file}>
      <p>
        {file === undefined ? (
          'No file is chosen yet.'
        ) : (
          <>
            <IconFile size={14} aria-hidden />
            <code title={file.name}>{file.name}</code>
            <span>{sizeText(file.bytes)} when it was chosen</span>
          </>
        )}
      </p>
      <Button onClick={() => void choose()}>{file === undefined ? 'Choose a file' : 'Choose another'}</Button>
      <p className={css.hint}>It is read from its place each time the request is sent.</p>
    </div>
  )
}

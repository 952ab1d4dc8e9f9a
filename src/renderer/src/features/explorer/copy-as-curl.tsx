import { IconTerminal2 } from '@tabler/icons-react'
import type { View } from '../../../../shared/contract.ts'
import { invoke } from '../../app/client.ts'
import { useNotice } from '../../app/notice.ts'
import { CopyButton } from '../../ui/copy-button.tsx'

interface CopyAsCurlProps {
  readonly view: View
  /** False where the bar has room for a picture only. */
  readonly withText?: boolean
}

/** Copies what a view asked as a curl command, with placeholders for the secrets. */
export function CopyAsCurl({ view, withText = true }: CopyAsCurlProps) {
  const text = async (): Promise<string> => (await invoke('api.curl', view)).text
  return (
    <CopyButton
      text={text}
      label="Copy as curl"
      withText={withText}
      icon={<IconTerminal2 size={16} aria-hidden />}
      onError={useNotice.getState().show}
    />
  )
}

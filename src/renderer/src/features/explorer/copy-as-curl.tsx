import type { View } from '../../../../shared/contract.ts'
import { invoke } from '../../app/client.ts'
import { useNotice } from '../../app/notice.ts'
import { CopyButton } from '../../ui/copy-button.tsx'

/** Copies what a view asked as a curl command, with placeholders for the secrets. */
export function CopyAsCurl({ view }: { readonly view: View }) {
  const text = async (): Promise<string> => (await invoke('api.curl', view)).text
  return <CopyButton text={text} label="Copy as curl" withText onError={useNotice.getState().show} />
}

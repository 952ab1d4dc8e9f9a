import { Button, Tooltip } from '@mantine/core'
import { useState } from 'react'
import type { BuiltRequest } from '../../../../../shared/requests.ts'
import { useModKeys } from '../../../app/commands/use-mod-keys.ts'
import { requestTitle } from '../../../app/request-title.ts'
import { keysText } from '../../../ui/key-hint.tsx'
import { SaveDialog } from './save-dialog.tsx'
import { tellLeftOut } from './tell.tsx'
import { useChangeSaved, useSavedRequests } from './use-saved-requests.ts'

interface SaveButtonProps {
  readonly request: BuiltRequest
  readonly savedId: string | null
  onSaved(savedId: string): void
}

/** Saves a request: over the file it came from, or as a new one under a name that is asked for. */
export function SaveButton({ request, savedId, onSaved }: SaveButtonProps) {
  const [asks, setAsks] = useState(false)
  const { data } = useSavedRequests()
  const change = useChangeSaved()
  const known = data?.requests.find(entry => entry.savedId === savedId)
  const save = async (name: string, folder: string): Promise<void> => {
    setAsks(false)
    const over = known === undefined ? null : known.savedId
    const place = await change('workspace.save', { savedId: over, folder, name, request })
    if (place === null) return
    tellLeftOut(place.leftOut)
    onSaved(place.savedId)
  }
  const ask = (): void => {
    if (known === undefined) setAsks(true)
    else void save(known.name, known.folder)
  }
  useModKeys({ s: ask })
  return (
    <>
      <Tooltip label={`Save (${keysText('Mod+S')})`}>
        <Button onClick={ask}>Save</Button>
      </Tooltip>
      {asks && (
        <SaveDialog
          name={requestTitle(request)}
          folder=""
          folders={data?.folders ?? []}
          onSave={(name, folder) => void save(name, folder)}
          onClose={() => setAsks(false)}
        />
      )}
    </>
  )
}

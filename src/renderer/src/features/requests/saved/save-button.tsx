import { Button, Tooltip } from '@mantine/core'
import { useState } from 'react'
import type { BuiltRequest } from '../../../../../shared/requests.ts'
import { useModKeys } from '../../../app/commands/use-mod-keys.ts'
import { requestTitle } from '../../../app/request-title.ts'
import { keysText } from '../../../ui/key-hint.tsx'
import { ClashDialog } from './clash-dialog.tsx'
import { SaveDialog } from './save-dialog.tsx'
import { tellLeftOut } from './tell.tsx'
import { useChangeSaved, useSavedRequests } from './use-saved-requests.ts'

interface SaveButtonProps {
  readonly request: BuiltRequest
  readonly savedId: string | null
  /** The version of the file that it came from; null where that is not known. */
  readonly savedVersion: string | null
  onSaved(savedId: string, version: string): void
}

/** Saves a request: over the file it came from, or as a new one under a name that is asked for. */
export function SaveButton({ request, savedId, savedVersion, onSaved }: SaveButtonProps) {
  const [asks, setAsks] = useState(false)
  const [clash, setClash] = useState<{ readonly name: string; readonly folder: string } | null>(null)
  const { data } = useSavedRequests()
  const change = useChangeSaved()
  const known = data?.requests.find(entry => entry.savedId === savedId)
  const save = async (
    name: string,
    folder: string,
    over = known?.savedId ?? null,
    version = savedVersion,
  ): Promise<void> => {
    setAsks(false)
    setClash(null)
    const input = { savedId: over, folder, name, request, ...(version === null ? {} : { version }) }
    const place = await change('workspace.save', input, ({ code }) => {
      if (code === 'conflict') setClash({ name, folder })
      return code === 'conflict'
    })
    if (place === null) return
    tellLeftOut(place.leftOut)
    onSaved(place.savedId, place.version)
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
      {clash !== null && (
        <ClashDialog
          name={clash.name}
          onKeepBoth={() => void save(`${clash.name.slice(0, 113)} (mine)`, clash.folder, null)}
          onOverwrite={() => void save(clash.name, clash.folder, savedId, null)}
          onClose={() => setClash(null)}
        />
      )}
    </>
  )
}

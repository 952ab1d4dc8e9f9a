import { notifications } from '@mantine/notifications'
import { useEffect, useRef, useState } from 'react'
import { ExplorerError } from '../../../../../shared/errors.ts'
import { invoke } from '../../../app/client.ts'
import { useNotice } from '../../../app/notice.ts'

/** Saves a body to a file that is asked for. One at a time; a view that goes away gives it up. */
export function useSaveBody(responseId: string, url: string) {
  const underWay = useRef<AbortController | null>(null)
  const [saving, setSaving] = useState(false)
  useEffect(() => () => underWay.current?.abort(), [])

  const save = async (): Promise<void> => {
    if (underWay.current !== null) return
    const stop = new AbortController()
    underWay.current = stop
    setSaving(true)
    try {
      const saved = await invoke('responses.save', { responseId, url }, stop.signal)
      if (saved !== null) notifications.show({ message: `The body is in ${saved.path}` })
    } catch (error) {
      if (!(error instanceof ExplorerError && error.code === 'cancelled')) useNotice.getState().show(error)
    } finally {
      underWay.current = null
      setSaving(false)
    }
  }
  return { saving, save: () => void save(), cancel: () => underWay.current?.abort() }
}

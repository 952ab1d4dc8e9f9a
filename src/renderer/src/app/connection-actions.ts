import { invoke } from './client.ts'
import { useNotice } from './notice.ts'
import { topPlace, useWorkspace } from './workspace.ts'

/** Shows what a connection reaches, from the top. */
export function openConnection(connectionId: string): void {
  useWorkspace.getState().open({ kind: 'explorer', connectionId, place: topPlace })
}

/** Opens an application, or one of its collections, of a connection. */
export function openPlace(connectionId: string, applicationId: string, collectionId: string | null): void {
  const place = { ...topPlace, applicationId, collectionId }
  useWorkspace.getState().open({ kind: 'explorer', connectionId, place })
}

/** Starts the demo cloud and shows its first connection. Rejects with `ExplorerError`. */
export async function exploreDemo(): Promise<void> {
  const { openId } = await invoke('demo.explore', {})
  openConnection(openId)
}

/** Makes a copy and opens it for editing. */
export async function duplicateConnection(connectionId: string): Promise<void> {
  try {
    const copy = await invoke('connections.duplicate', { connectionId })
    useWorkspace.getState().open({ kind: 'editor', connectionId: copy.id, fromClipboard: false })
  } catch (error) {
    useNotice.getState().show(error)
  }
}

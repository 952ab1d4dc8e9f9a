import { invoke } from './client.ts'
import { useWorkspace } from './workspace.ts'

/** Asks for a file of documents and shows it in a tab. */
export async function openFile(): Promise<void> {
  const dataset = await invoke('datasets.openFile', {})
  if (dataset !== null) useWorkspace.getState().open({ kind: 'dataset', datasetId: dataset.id })
}

import { BrowserWindow, dialog, type OpenDialogOptions } from 'electron'
import type { Workspace, WorkspaceFolder } from '../../workspace/index.ts'
import type { CallHandlers } from '../call-registry.ts'

interface WorkspaceParts {
  readonly workspace: Workspace
  readonly workspaceFolder: WorkspaceFolder
}

type WorkspaceCalls = Pick<CallHandlers, Extract<keyof CallHandlers, `workspace.${string}`>>

/** Calls about saved requests. Only the person names the folder they are in, by a dialog of main. */
export function workspaceHandlers({ workspace, workspaceFolder }: WorkspaceParts): WorkspaceCalls {
  return {
    'workspace.list': () => workspace.list(),
    'workspace.get': ({ savedId }) => workspace.get(savedId),
    'workspace.save': input => workspace.save(input),
    'workspace.rename': ({ savedId, name }) => workspace.rename(savedId, name),
    'workspace.move': ({ savedId, folder }) => workspace.move(savedId, folder),
    'workspace.duplicate': ({ savedId }) => workspace.duplicate(savedId),
    'workspace.remove': ({ savedId }) => workspace.remove(savedId),
    'workspace.addFolder': async ({ folder }) => {
      await workspace.addFolder(folder)
      return null
    },
    'workspace.renameFolder': ({ folder, name }) => workspace.renameFolder(folder, name),
    'workspace.removeFolder': ({ folder }) => workspace.removeFolder(folder),
    'workspace.undoRemove': async ({ undoId }) => {
      await workspace.undoRemove(undoId)
      return null
    },
    'workspace.chooseFolder': async () => {
      const path = await askForFolder()
      if (path !== null) await workspaceFolder.choose(path)
      return { chosen: path !== null }
    },
    'workspace.useDefaultFolder': async () => {
      await workspaceFolder.choose(null)
      return null
    },
  }
}

async function askForFolder(): Promise<string | null> {
  const options: OpenDialogOptions = {
    title: 'Folder of saved requests',
    buttonLabel: 'Use this folder',
    properties: ['openDirectory', 'createDirectory'],
  }
  const window = BrowserWindow.getFocusedWindow()
  const answer = await (window === null
    ? dialog.showOpenDialog(options)
    : dialog.showOpenDialog(window, options))
  return answer.canceled ? null : (answer.filePaths[0] ?? null)
}

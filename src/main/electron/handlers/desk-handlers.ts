import { Readable } from 'node:stream'
import { BrowserWindow, dialog, type OpenDialogOptions } from 'electron'
import { writeWholeFile } from '../../api/index.ts'
import type { Tokens } from '../../auth/index.ts'
import type { Connections, Drafts } from '../../connections/index.ts'
import {
  changeConnections,
  type Desk,
  type Imports,
  removeConnections,
  restoreConnections,
} from '../../desk/index.ts'
import { listText } from '../../reports/index.ts'
import { askWhereToSave } from '../ask-where-to-save.ts'
import type { CallHandlers } from '../call-registry.ts'

interface DeskParts {
  readonly desk: Desk
  readonly imports: Imports
  readonly connections: Connections
  readonly drafts: Drafts
  readonly tokens: Tokens
}

type DeskCalls = Pick<CallHandlers, Extract<keyof CallHandlers, `desk.${string}`>>

/** Calls of the credential desk. */
export function deskHandlers({ desk, imports, connections, drafts, tokens }: DeskParts): DeskCalls {
  return {
    'desk.state': () => desk.state(),
    'desk.check': async ({ connectionIds }) => {
      await desk.check(connectionIds)
      return null
    },
    'desk.pause': async () => {
      await desk.pause()
      return null
    },
    'desk.resume': async () => {
      await desk.resume()
      return null
    },
    'desk.cancel': async () => {
      await desk.cancel()
      return null
    },
    'desk.message': async ({ connectionIds }) => ({ text: await desk.message(connectionIds) }),
    'desk.change': async ({ connectionIds, ...change }) => ({
      changed: await changeConnections({ connections, drafts }, connectionIds, change),
    }),
    'desk.remove': ({ connectionIds }) => removeConnections({ connections, tokens }, connectionIds),
    'desk.undoRemove': async ({ undoIds }) => {
      await restoreConnections(connections, undoIds)
      return null
    },
    'desk.saveReport': async ({ connectionIds, format }) => {
      const path = await askWhereToSave(`access-check-${new Date().toISOString().slice(0, 10)}`, format)
      if (path === null) return null
      await writeWholeFile(path, Readable.from([await desk.report(connectionIds, format)]))
      return { path }
    },
    'desk.saveList': async ({ connectionIds, format }) => {
      const path = await askWhereToSave('connections', format)
      if (path === null) return null
      // From the list: `get` would start the demo cloud for a connection that leads there.
      const { connections: all } = await connections.list()
      const known = new Map(all.map(connection => [connection.id, connection]))
      const listed = connectionIds.flatMap(id => known.get(id) ?? [])
      const text = await listText(listed, format)
      await writeWholeFile(path, Readable.from([text]))
      return { path }
    },
    'desk.chooseImport': async () => {
      const paths = await askForFiles()
      return paths.length === 0 ? null : imports.open(paths)
    },
    'desk.mapImport': ({ importId, file, reading }) => imports.map(importId, file, reading),
    'desk.mendRow': ({ importId, key, cells, draftId }) => imports.mend(importId, key, cells, draftId),
    'desk.startImport': async ({ importId, duplicates }) => {
      await imports.start(importId, duplicates)
      return null
    },
    'desk.stopImport': ({ importId }) => {
      imports.stop(importId)
      return null
    },
    'desk.deleteSource': async ({ importId }) => ({ files: await imports.deleteSource(importId) }),
    'desk.closeImport': async ({ importId }) => {
      await imports.close(importId)
      return null
    },
    'desk.unfinishedImports': async () => ({ imports: await imports.unfinished() }),
    'desk.resumeImport': ({ importId }) => imports.resume(importId),
    'desk.undoImport': ({ importId }) => imports.undo(importId),
    'desk.dismissImport': async ({ importId }) => {
      await imports.dismiss(importId)
      return null
    },
  }
}

/** The files that the person chose; none when they cancelled. */
async function askForFiles(): Promise<readonly string[]> {
  const options: OpenDialogOptions = {
    title: 'Import connections',
    buttonLabel: 'Read',
    properties: ['openFile', 'multiSelections', 'showHiddenFiles'],
    filters: [
      { name: 'Customer lists', extensions: ['csv', 'tsv', 'txt', 'json', 'env'] },
      { name: 'All files', extensions: ['*'] },
    ],
  }
  const window = BrowserWindow.getFocusedWindow()
  const answer = await (window === null
    ? dialog.showOpenDialog(options)
    : dialog.showOpenDialog(window, options))
  return answer.canceled ? [] : answer.filePaths
}

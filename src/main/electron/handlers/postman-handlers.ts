import { readFile, stat, writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { BrowserWindow, dialog, type OpenDialogOptions } from 'electron'
import { ExplorerError } from '../../../shared/errors.ts'
import type { Connections } from '../../connections/index.ts'
import type { Postman } from '../../postman/index.ts'
import { askWhereToSave } from '../ask-where-to-save.ts'
import type { CallHandlers } from '../call-registry.ts'

/** Larger files are no collections that a person works with. */
const maxFileBytes = 50_000_000

interface PostmanParts {
  readonly connections: Connections
  readonly postman: Postman
}

type PostmanCalls = Pick<CallHandlers, Extract<keyof CallHandlers, `postman.${string}`>>

/** Calls about Postman's files. */
export function postmanHandlers({ connections, postman }: PostmanParts): PostmanCalls {
  return {
    'postman.import': async ({ connectionId }) => {
      const connection = await connections.get(connectionId)
      const paths = await askForFiles()
      if (paths.length === 0) return null
      return postman.import(connection, await Promise.all(paths.map(readChosen)))
    },
    'postman.fillDraft': ({ importId, draftId }) => postman.fillDraft(importId, draftId),
    'postman.forget': ({ importId }) => {
      postman.forget(importId)
      return null
    },
    'postman.export': async ({ connectionId, name, source }) => {
      const text = await postman.export(await connections.get(connectionId), { name, source })
      const path = await askWhereToSave(`${name}.postman_collection`, 'json')
      if (path === null) return null
      await writeFile(path, text)
      return { path }
    },
  }
}

async function readChosen(path: string): Promise<{ readonly name: string; readonly text: string }> {
  const { size } = await stat(path)
  if (size > maxFileBytes) {
    throw new ExplorerError('invalid_input', `${basename(path)} is too large to be a collection.`)
  }
  return { name: basename(path), text: await readFile(path, 'utf8') }
}

async function askForFiles(): Promise<readonly string[]> {
  const options: OpenDialogOptions = {
    title: 'Import from Postman',
    buttonLabel: 'Import',
    properties: ['openFile', 'multiSelections'],
    filters: [
      { name: 'Collections and environments', extensions: ['json'] },
      { name: 'All files', extensions: ['*'] },
    ],
  }
  const window = BrowserWindow.getFocusedWindow()
  const answer = await (window === null
    ? dialog.showOpenDialog(options)
    : dialog.showOpenDialog(window, options))
  return answer.canceled ? [] : answer.filePaths
}

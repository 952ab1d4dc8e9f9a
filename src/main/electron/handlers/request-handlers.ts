import { writeFile } from 'node:fs/promises'
import { parse } from 'node:path'
import type { RequestProgress } from '../../../shared/requests.ts'
import type { Api } from '../../api/index.ts'
import type { Connections } from '../../connections/index.ts'
import type { Datasets } from '../../datasets/index.ts'
import { compareAnswers, type Requests, readCurl, requestOfView } from '../../requests/index.ts'
import type { Responses } from '../../responses/index.ts'
import { askForFile } from '../ask-for-file.ts'
import { askWhereToSave } from '../ask-where-to-save.ts'
import type { CallHandlers } from '../call-registry.ts'

interface RequestParts {
  readonly connections: Connections
  readonly api: Api
  readonly requests: Requests
  readonly responses: Responses
  readonly datasets: Pick<Datasets, 'forgetResponse'>
  readonly onProgress: (progress: RequestProgress) => void
}

type RequestCalls = Pick<
  CallHandlers,
  Extract<keyof CallHandlers, `requests.${string}` | `responses.${string}`>
>

/** Calls of the request builder, and of the bodies of its answers. */
export function requestHandlers(parts: RequestParts): RequestCalls {
  const { connections, api, requests, responses, datasets, onProgress } = parts
  return {
    'requests.send': async ({ draftId, connectionId, request, confirmed }, { signal }) =>
      requests.send(await connections.get(connectionId), request, {
        confirmed,
        signal,
        onProgress: progress => onProgress({ draftId, ...progress }),
      }),
    'requests.fromView': async view =>
      requestOfView(api.request(await connections.get(view.connectionId), view)),
    'requests.code': async ({ connectionId, request, code }) =>
      requests.code(await connections.get(connectionId), request, code),
    'requests.readCurl': async ({ connectionId, text }) =>
      readCurl(text, (await connections.get(connectionId)).apiBaseUrl),
    'requests.saveCode': async ({ connectionId, request, code }) => {
      const written = await requests.code(await connections.get(connectionId), request, code)
      const { name, ext } = parse(written.fileName)
      const path = await askWhereToSave(name, ext.slice(1))
      if (path === null) return null
      await writeFile(path, written.text)
      return { path }
    },
    'requests.compare': ({ before, after }) => compareAnswers(responses, before, after),
    'requests.chooseFile': async () => {
      const path = await askForFile('Choose a file as body', 'Choose')
      return path === null ? null : requests.rememberFile(path)
    },
    'requests.preview': async ({ connectionId, request }) => ({
      text: await requests.preview(await connections.get(connectionId), request),
    }),
    'requests.variables': async ({ connectionId }) => requests.variables(await connections.get(connectionId)),
    'requests.saveVariables': async ({ connectionId, ...scopes }) => {
      await requests.saveVariables(await connections.get(connectionId), scopes)
      return null
    },
    'requests.history': async ({ connectionId }) => requests.history(await connections.get(connectionId)),
    'requests.clearHistory': async ({ connectionId }) => {
      await requests.clearHistory(await connections.get(connectionId))
      return null
    },
    'requests.drafts': () => requests.drafts(),
    'requests.saveDrafts': async ({ drafts }) => ({ notKept: await requests.saveDrafts(drafts) }),
    'responses.lines': ({ responseId, view, from, to }) => responses.lines(responseId, view, from, to),
    'responses.bytes': ({ responseId, fromRow, toRow }) => responses.bytes(responseId, fromRow, toRow),
    'responses.piece': ({ responseId, ...place }) => responses.piece(responseId, place),
    'responses.search': ({ responseId, search }, { signal }) => responses.search(responseId, search, signal),
    'responses.filter': ({ responseId, path }, { signal }) => responses.filter(responseId, path, signal),
    'responses.preview': ({ responseId }) => responses.preview(responseId),
    'responses.save': async ({ responseId, url }, { signal }) => {
      const { name, extension } = responses.suggestedName(responseId, url)
      const path = await askWhereToSave(name, extension)
      if (path === null) return null
      await responses.save(responseId, path, signal)
      return { path }
    },
    'responses.close': async ({ responseId }) => {
      // What is being made of the body stops before the body goes.
      await datasets.forgetResponse(responseId)
      await responses.close(responseId)
      return null
    },
  }
}

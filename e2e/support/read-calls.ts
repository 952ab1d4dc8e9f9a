import type { Page } from 'playwright/test'
import type { ExplorerBridge } from '../../src/shared/contract.ts'
import { type CallName, calls } from '../../src/shared/contract.ts'
import { emptyQuery } from '../../src/shared/documents.ts'
import { everyCode } from './hand-over.ts'

/** Calls that are not asked here, each with the reason. Any other call of the contract must be asked below. */
const notAsked = {
  'app.copyText': 'answers nothing',
  'app.copyDiagnostics': 'answers nothing; the clipboard is looked at',
  'app.saveFile': 'asks for a path; answers it, and writes what the window has already',
  'app.showDataFolder': 'opens a window of the desktop',
  'app.openLink': 'opens a browser',
  'app.cancel': 'answers nothing',
  'settings.set': 'answers what settings.get does',
  'connections.save': 'done through the form; its answer is that of connections.list',
  'connections.remove': 'done with the duplicate',
  'connections.close': 'answers nothing',
  'drafts.setSecret': 'the one way in; answers a length',
  'drafts.fillFromClipboard': 'done through the form',
  'drafts.close': 'done with the draft',
  'demo.endpoints': 'about the demo cloud of the app alone',
  'demo.explore': 'about the demo cloud of the app alone',
  'token.forget': 'answers what token.state does',
  'token.copy': 'answers a number of seconds; the clipboard is looked at',
  'api.revealParameter': 'gives a parameter of an application in clear, since somebody asked for it',
  'api.saveCsv': 'done through the menu; the file is looked at',
  'api.copyCsv': 'done through the menu; the clipboard is looked at',
  'sql.cancel': 'answers nothing',
  'sql.keepText': 'answers nothing; the file is looked at',
  'sql.clearHistory': 'answers nothing',
  'sql.copyCsv': 'done through the menu; the clipboard is looked at',
  'sql.saveCsv': 'done through the menu; the file is looked at',
  'layouts.set': 'answers nothing; layouts.get gives it back',
  'queries.remember': 'answers nothing',
  'queries.clear': 'answers nothing',
  'requests.saveVariables': 'answers nothing; the file is looked at',
  'requests.chooseFile': 'done through the dialog; answers a name and a size',
  'requests.clearHistory': 'answers nothing',
  'requests.readCurl': 'about what was pasted; its tests look for credentials',
  'postman.import': 'asked by handEverythingOver',
  'postman.fillDraft': 'asked by handEverythingOver',
  'postman.forget': 'answers nothing',
  'postman.export': 'asked by handEverythingOver',
  'workspace.rename': 'answers what workspace.save does',
  'workspace.move': 'answers what workspace.save does',
  'workspace.duplicate': 'answers what workspace.save does',
  'workspace.remove': 'answers an ID for undo',
  'workspace.addFolder': 'answers nothing',
  'workspace.renameFolder': 'answers the name of the folder',
  'workspace.removeFolder': 'answers an ID for undo',
  'workspace.undoRemove': 'answers nothing',
  'workspace.chooseFolder': 'asks for a folder',
  'workspace.useDefaultFolder': 'answers nothing',
  'requests.saveCode': 'asked by handEverythingOver',
  'requests.saveDrafts': 'answers IDs of drafts; the file is looked at',
  'responses.save': 'asks for a path; that secrets are masked in the bytes is tested with the bodies',
  'responses.close': 'answers nothing',
  'datasets.remove': 'answers nothing',
  'datasets.show': 'answers nothing',
  'datasets.openFile': 'asks for a file; answers what datasets.list does',
  'desk.pause': 'answers nothing',
  'desk.resume': 'answers nothing',
  'desk.cancel': 'answers nothing',
  'desk.change': 'answers a number',
  'desk.remove': 'answers IDs for undo',
  'desk.undoRemove': 'answers nothing',
  'desk.saveReport': 'asks for a path; the files are looked at with the desk',
  'desk.saveList': 'asks for a path; the files are looked at with the desk',
  'desk.chooseImport': 'asked by answersOfImport',
  'desk.mapImport': 'asked by answersOfImport',
  'desk.mendRow': 'asked by answersOfImport',
  'desk.startImport': 'answers nothing',
  'desk.stopImport': 'answers nothing',
  'desk.deleteSource': 'answers names of files',
  'desk.closeImport': 'answers nothing',
  'desk.undoImport': 'answers a number',
  'desk.dismissImport': 'answers nothing',
  'desk.unfinishedImports': 'answers names of files and numbers',
  'desk.resumeImport': 'answers what desk.chooseImport does; its tests look for credentials',
  'datasets.copy': 'answers a number; that secrets are masked on the clipboard is tested with the datasets',
  'datasets.export': 'asks for a path; that secrets are masked in the file is tested with the datasets',
} as const satisfies Partial<Record<CallName, string>>

/** Where the calls are asked about. */
export interface Subject {
  readonly connectionId: string
  readonly applicationId: string
  readonly collectionId: string
}

/** Calls whatever answers with data from the page, and gives the answers as JSON by the name of the call. */
export async function answersOfReadCalls(
  page: Page,
  subject: Subject,
): Promise<Readonly<Record<string, string>>> {
  const answers = await page.evaluate(
    async ({ connectionId, applicationId, collectionId, query, codes }) => {
      const { explorer } = globalThis as unknown as { explorer: ExplorerBridge }
      const on = { connectionId }
      const application = { ...on, applicationId }
      const collection = { ...application, collectionId }
      const documents = { ...collection, query }
      const gathered: Record<string, unknown> = {}
      const ask = async (name: string, answer: Promise<unknown>): Promise<unknown> => {
        gathered[name] = await answer
        return gathered[name]
      }
      await ask('app.info', explorer.app.info({}))
      await ask('settings.get', explorer.settings.get({}))
      await ask('keychain.state', explorer.keychain.state({}))
      const list = await explorer.connections.list({})
      gathered['connections.list'] = list
      const connection = list.ok ? list.value.connections.find(({ id }) => id === connectionId) : undefined
      if (connection === undefined) throw new Error('The connection is not in the list.')
      await ask('connections.open', explorer.connections.open(on))
      const copy = await explorer.connections.duplicate(on)
      gathered['connections.duplicate'] = copy
      if (copy.ok) {
        const removed = await explorer.connections.remove({ connectionId: copy.value.id })
        if (removed.ok) {
          await ask('connections.undoRemove', explorer.connections.undoRemove(removed.value))
          await explorer.connections.remove({ connectionId: copy.value.id })
        }
      }
      await ask('token.refresh', explorer.token.refresh(on))
      await ask('token.state', explorer.token.state(on))
      await ask('token.setAutomatic', explorer.token.setAutomatic({ ...on, automatic: true }))
      await ask('checks.run', explorer.checks.run(on))
      await ask('checks.history', explorer.checks.history(on))
      await ask('checks.last', explorer.checks.last(on))
      await ask('checks.latest', explorer.checks.latest({}))
      const draft = await explorer.drafts.open({})
      gathered['drafts.open'] = draft
      if (draft.ok) {
        const { draftId } = draft.value
        const {
          id: _id,
          secretStorage: _storage,
          hasSecret: _has,
          renewAutomatically: _renew,
          ephemeral: _ephemeral,
          createdAt: _created,
          updatedAt: _updated,
          ...fields
        } = connection
        await ask('checks.runDraft', explorer.checks.runDraft({ ...on, draftId, fields }))
        await explorer.drafts.close({ draftId })
      }
      await ask('api.applications', explorer.api.applications(on))
      await ask('api.application', explorer.api.application(application))
      await ask('api.collections', explorer.api.collections(application))
      const block = await explorer.api.documents({ ...documents, block: 0, fresh: true })
      gathered['api.documents'] = block
      const documentId = (block.ok ? block.value.rows[0]?.id : null) ?? ''
      await ask('api.count', explorer.api.count(documents))
      await ask('api.document', explorer.api.document({ ...collection, documentId }))
      await ask('api.documentAt', explorer.api.documentAt({ ...documents, index: 0 }))
      await ask('api.jsonOf', explorer.api.jsonOf({ ...documents, from: 0, to: 3 }))
      gathered['api.curl'] = await Promise.all([
        explorer.api.curl({ ...on, view: 'token' }),
        explorer.api.curl({ ...on, view: 'applications' }),
        explorer.api.curl({ ...application, view: 'application' }),
        explorer.api.curl({ ...application, view: 'collections' }),
        explorer.api.curl({ ...documents, view: 'documents' }),
        explorer.api.curl({ ...collection, view: 'document', documentId }),
      ])
      await ask('api.locate', explorer.api.locate({ ...on, text: documentId, applicationId, collectionId }))
      await ask('queries.history', explorer.queries.history(collection))
      await ask('layouts.get', explorer.layouts.get(collection))
      const view = await explorer.requests.fromView({ ...documents, view: 'documents' })
      gathered['requests.fromView'] = view
      if (view.ok) {
        const request = view.value
        const sent = await explorer.requests.send({
          ...on,
          draftId: crypto.randomUUID(),
          request,
          confirmed: false,
        })
        gathered['requests.send'] = sent
        await ask('requests.preview', explorer.requests.preview({ ...on, request }))
        const saved = await explorer.workspace.save({ savedId: null, folder: 'All', name: 'View', request })
        gathered['workspace.save'] = saved
        await ask('workspace.list', explorer.workspace.list({}))
        if (saved.ok) {
          await ask('workspace.get', explorer.workspace.get({ savedId: saved.value.savedId }))
        }
        gathered['requests.code'] = await Promise.all(
          codes.map(code => explorer.requests.code({ ...on, request, code })),
        )
        if (sent.ok) {
          const { responseId } = sent.value
          const window = { responseId, from: 0, to: 400 }
          await ask('requests.compare', explorer.requests.compare({ before: responseId, after: responseId }))
          gathered['responses.lines'] = [
            await explorer.responses.lines({ ...window, view: 'pretty' }),
            await explorer.responses.lines({ ...window, view: 'raw' }),
          ]
          await ask('datasets.arrays', explorer.datasets.arrays({ responseId }))
          const body = { connectionId, responseId, path: null, name: 'Answer' }
          await ask('datasets.fromResponse', explorer.datasets.fromResponse(body))
          await ask('responses.bytes', explorer.responses.bytes({ responseId, fromRow: 0, toRow: 400 }))
          const inLine = { view: 'pretty', line: 0, from: 0 } as const
          await ask('responses.piece', explorer.responses.piece({ responseId, ...inLine, marks: [] }))
          const search = { view: 'raw', text: 'a', regex: false, matchCase: false } as const
          await ask('responses.search', explorer.responses.search({ responseId, search }))
          await ask('responses.filter', explorer.responses.filter({ responseId, path: '$' }))
          await ask('responses.preview', explorer.responses.preview({ responseId }))
          await explorer.responses.close({ responseId })
        }
      }
      await ask('desk.check', explorer.desk.check({ connectionIds: [connectionId] }))
      await ask('desk.state', explorer.desk.state({}))
      await ask('desk.message', explorer.desk.message({ connectionIds: [connectionId] }))
      await ask('requests.variables', explorer.requests.variables(on))
      await ask('requests.history', explorer.requests.history(on))
      await ask('requests.drafts', explorer.requests.drafts({}))
      const load = async (name: string, previousId: string | null) => {
        const ended = new Promise<void>(resolve => {
          const stop = explorer.on.datasetChanged(changed => {
            if (changed.name !== name || (changed.state !== 'ready' && changed.state !== 'failed')) return
            stop()
            resolve()
          })
        })
        const started = await explorer.datasets.loadAll({ ...documents, name, previousId })
        if (started.ok) await ended
        return started
      }
      const earlier = await load('Earlier', null)
      const started = await load('All', earlier.ok ? earlier.value.id : null)
      gathered['datasets.loadAll'] = started
      if (started.ok) {
        const dataset = { datasetId: started.value.id }
        await ask('datasets.changes', explorer.datasets.changes({ ...dataset, from: 0, to: 100 }))
        await ask('datasets.list', explorer.datasets.list({}))
        await ask('datasets.pause', explorer.datasets.pause(dataset))
        await ask('datasets.resume', explorer.datasets.resume(dataset))
        await ask('datasets.pin', explorer.datasets.pin({ ...dataset, pinned: false }))
        const rows = await explorer.datasets.rows({ ...dataset, from: 0, to: 200 })
        gathered['datasets.rows'] = rows
        await ask('datasets.document', explorer.datasets.document({ ...dataset, row: 0 }))
        const documentId = (rows.ok ? rows.value.rows[0]?.id : null) ?? 'none'
        const changesOf = explorer.datasets.documentChanges({ ...dataset, documentId })
        await ask('datasets.documentChanges', changesOf)
        const by = rows.ok ? [...(rows.value.columns[0]?.keys ?? ['_id'])] : ['_id']
        await ask('datasets.group', explorer.datasets.group({ ...dataset, by }))
        await ask('datasets.schema', explorer.datasets.schema(dataset))
        await ask('datasets.fields', explorer.datasets.fields(dataset))
        const numbers = rows.ok ? rows.value.columns.filter(({ types }) => types.number) : []
        const x = [...(numbers[0]?.keys ?? ['netKg'])]
        await ask('datasets.points', explorer.datasets.points({ ...dataset, x, y: x }))
        const typesIn = ['typescript', 'csharp', 'python', 'schema'] as const
        gathered['datasets.types'] = await Promise.all(
          typesIn.map(language => explorer.datasets.types({ ...dataset, language })),
        )
        const tables = await explorer.sql.tables({})
        gathered['sql.tables'] = tables
        const table = tables.ok ? tables.value[0] : undefined
        const answer = await explorer.sql.run({ text: `FROM ${table?.identifier ?? 'nothing'}` })
        gathered['sql.run'] = answer
        if (answer.ok && answer.value.state === 'rows') {
          const { resultId } = answer.value
          await ask('sql.rows', explorer.sql.rows({ resultId, from: 0, to: 200 }))
        }
        await ask('sql.console', explorer.sql.console({}))
        await explorer.datasets.remove(dataset)
        if (earlier.ok) await explorer.datasets.remove({ datasetId: earlier.value.id })
      }
      return gathered
    },
    { ...subject, query: emptyQuery, codes: everyCode },
  )
  const forgotten = Object.keys(calls).filter(name => !(name in answers) && !(name in notAsked))
  if (forgotten.length > 0) throw new Error(`Calls that nobody looked at: ${forgotten.join(', ')}.`)
  return Object.fromEntries(Object.entries(answers).map(([name, answer]) => [name, JSON.stringify(answer)]))
}

/** Previews the list that the next open dialog gives, and gives the answers. Nothing of it is saved. */
export async function answersOfImport(page: Page): Promise<string> {
  const answers = await page.evaluate(async () => {
    const { explorer } = globalThis as unknown as { explorer: ExplorerBridge }
    const chosen = await explorer.desk.chooseImport({})
    if (!chosen.ok || chosen.value === null) throw new Error('The list was not read.')
    const { importId, files, rows } = chosen.value
    const columns = files[0]?.csv?.columns.map(({ column }) => column) ?? []
    const reading = { columns, delimiter: null, firstLineIsRow: null }
    const mapped = await explorer.desk.mapImport({ importId, file: 0, reading })
    const mended = await explorer.desk.mendRow({
      importId,
      key: rows[0]?.key ?? 0,
      cells: { name: 'mended' },
      draftId: null,
    })
    await explorer.desk.closeImport({ importId })
    if (!mapped.ok || !mended.ok)
      throw new Error(`The list was not read twice: ${JSON.stringify([mapped, mended])}`)
    return [chosen, mapped, mended]
  })
  return JSON.stringify(answers)
}

import { z } from 'zod'
import {
  type BodyMatches,
  type BodyPreview,
  bodySearchSchema,
  type FilteredBody,
  type LinePiece,
  markSchema,
  maxMarks,
} from './bodies.ts'
import type { CheckReport, CheckSummary } from './check.ts'
import { type WrittenCode, wantedCodeSchema } from './code.ts'
import { type ColumnLayout, columnLayoutSchema } from './column-layout.ts'
import {
  type Connection,
  type ConnectionList,
  type ConnectionsChange,
  connectionFieldsSchema,
  type Endpoints,
  idSchema,
  type KeychainState,
  type PastedConnection,
  type SecretPresence,
  secretNames,
  secretStorages,
} from './connection.ts'
import {
  type BodyArray,
  type ChangedField,
  type Dataset,
  type DatasetChanges,
  type DatasetField,
  type DatasetGroups,
  type DatasetPoints,
  type DatasetRows,
  type DatasetSchema,
  type DatasetTypes,
  datasetChangesSchema,
  datasetCopySchema,
  datasetDocumentSchema,
  datasetExportSchema,
  datasetGroupSchema,
  datasetIdSchema,
  datasetPinSchema,
  datasetPointsSchema,
  datasetRowsSchema,
  datasetsShownSchema,
  datasetTypesSchema,
  documentChangesSchema,
  type ExportedDataset,
  type ExportProgress,
  fromResponseSchema,
  loadAllSchema,
} from './datasets.ts'
import {
  type DeskProgress,
  type DeskRemoval,
  type DeskState,
  deskChangeSchema,
  deskIdsSchema,
  type ImportPreview,
  type ImportProgress,
  type ImportUndo,
  importIdSchema,
  importMappingSchema,
  importMendSchema,
  importStartSchema,
  listFormats,
  reportFormats,
  type UnfinishedImport,
} from './desk.ts'
import {
  type ApplicationDetail,
  type ApplicationList,
  type CollectionList,
  type DocumentBlock,
  type DocumentCount,
  type DocumentDetail,
  documentQuerySchema,
  type JsonText,
  type Place,
} from './documents.ts'
import type { Result } from './errors.ts'
import { type PostmanImport, postmanExportSchema } from './postman.ts'
import {
  type AnswerChanges,
  type BodyFile,
  type BodyLines,
  type BuiltRequest,
  bodyTextViews,
  builtRequestSchema,
  type HexRow,
  type HistoryEntry,
  maxDrafts,
  offeredDraftSchema,
  type RequestDraft,
  type RequestProgress,
  requestDraftSchema,
  type SentRequest,
} from './requests.ts'
import {
  moveSavedSchema,
  onFolderSchema,
  onSavedSchema,
  renameFolderSchema,
  renameSavedSchema,
  type SavedRequest,
  type SavedRequestList,
  type SavedRequestPlace,
  saveRequestSchema,
} from './saved-requests.ts'
import { type AppInfo, type Settings, settingsSchema } from './settings.ts'
import {
  type SqlAnswer,
  type SqlHistoryEntry,
  type SqlRows,
  type SqlTable,
  sqlResultSchema,
  sqlRowsSchema,
  sqlTextSchema,
  type WrittenCsv,
} from './sql.ts'
import type { TokenState } from './token.ts'
import { type VariableScopes, variablesSchema } from './variables.ts'

/** One call over the boundary: what goes in is checked by a schema, what comes out is a type. */
export interface Call<Input extends z.ZodType, Output> {
  readonly input: Input
  /** Only for the compiler. */
  readonly output?: Output
}

function call<Input extends z.ZodType>(input: Input) {
  return { answers: <Output>(): Call<Input, Output> => ({ input }) }
}

const nothing = z.strictObject({})
/** `png` comes as base64. */
const savedFileSchema = z.strictObject({
  name: z.string().min(1).max(200),
  kind: z.enum(['png', 'svg', 'ts', 'cs', 'py', 'json']),
  content: z.string().max(30_000_000),
})
const onConnection = z.strictObject({ connectionId: idSchema })
/** An ID of the API. Not always 24 hex digits (fact sheet, section 3), so any short text without control characters. */
const apiId = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[^\p{Cc}]+$/u)
const onApplication = onConnection.extend({ applicationId: apiId })
const onCollection = onApplication.extend({ collectionId: apiId })
const onDocuments = onCollection.extend({ query: documentQuerySchema })
/** The first rows of a table of documents, and the columns that are wanted of them, each as its path of keys. */
const onTable = onDocuments.extend({
  columns: z
    .array(z.array(z.string().max(500)).min(1).max(20))
    .min(1)
    .max(1000),
  rows: z.int().min(0),
})

/** Which request of the explorer to the API is meant. */
const apiViewSchema = z.discriminatedUnion('view', [
  onConnection.extend({ view: z.literal('applications') }),
  onApplication.extend({ view: z.literal('application') }),
  onApplication.extend({ view: z.literal('collections') }),
  onDocuments.extend({ view: z.literal('documents') }),
  onCollection.extend({ view: z.literal('document'), documentId: apiId }),
])
/** The same with the token request, for *Copy as curl*. */
const viewSchema = z.discriminatedUnion('view', [
  onConnection.extend({ view: z.literal('token') }),
  ...apiViewSchema.options,
])
const onResponse = z.strictObject({ responseId: idSchema })
const place = z.int().min(0).max(Number.MAX_SAFE_INTEGER)
export type View = z.infer<typeof viewSchema>

/**
 * Every call of the window to main. A name is `group.method` and becomes `window.explorer.group.method(input)`.
 * Secrets go in by `drafts.setSecret` alone, and no call gives one back.
 */
export const calls = {
  'app.info': call(nothing).answers<AppInfo>(),
  'app.copyText': call(z.strictObject({ text: z.string().max(5_000_000) })).answers<null>(),
  'app.copyDiagnostics': call(nothing).answers<null>(),
  /** Asks where to, then writes what the window made: a picture of a chart, types as code. Null when cancelled. */
  'app.saveFile': call(savedFileSchema).answers<{ readonly path: string } | null>(),
  'app.showDataFolder': call(nothing).answers<null>(),
  'app.openLink': call(z.strictObject({ link: z.enum(['documentation']) })).answers<null>(),
  'app.cancel': call(z.strictObject({ requestId: z.string().max(100) })).answers<null>(),

  'settings.get': call(nothing).answers<Settings>(),
  'settings.set': call(settingsSchema.partial()).answers<Settings>(),

  'keychain.state': call(nothing).answers<KeychainState>(),

  'connections.list': call(nothing).answers<ConnectionList>(),
  'connections.save': call(
    z.strictObject({
      connectionId: idSchema.nullable(),
      draftId: idSchema,
      fields: connectionFieldsSchema,
      secretStorage: z.enum(secretStorages),
    }),
  ).answers<Connection>(),
  'connections.duplicate': call(onConnection).answers<Connection>(),
  /** Deletes; the answer can bring the connection back for as long as the app runs, for 30 s at most. */
  'connections.remove': call(onConnection).answers<{ readonly undoId: string }>(),
  'connections.undoRemove': call(z.strictObject({ undoId: idSchema })).answers<Connection>(),
  /** Tells main that a connection is on screen: from now on its token is kept fresh, if it is set so. */
  'connections.open': call(onConnection).answers<null>(),
  'connections.close': call(onConnection).answers<null>(),

  /** A draft holds, on the main side, what is typed before it is saved: its secrets above all. */
  'drafts.open': call(nothing).answers<{ readonly draftId: string }>(),
  'drafts.setSecret': call(
    z.strictObject({ draftId: idSchema, secret: z.enum(secretNames), value: z.string().max(2000) }),
  ).answers<SecretPresence>(),
  'drafts.fillFromClipboard': call(z.strictObject({ draftId: idSchema })).answers<PastedConnection>(),
  'drafts.close': call(z.strictObject({ draftId: idSchema })).answers<null>(),

  /** Starts the demo cloud if it is not running, and gives its addresses. */
  'demo.endpoints': call(nothing).answers<Endpoints>(),
  /** Starts the demo cloud and adds its connections for this session; `openId` is the one to look at first. */
  'demo.explore': call(nothing).answers<{ readonly openId: string }>(),

  'token.state': call(onConnection).answers<TokenState>(),
  'token.refresh': call(onConnection).answers<TokenState>(),
  'token.forget': call(onConnection).answers<TokenState>(),
  /** Puts the token on the clipboard, in main; it is cleared after the seconds given if it is still there. */
  'token.copy': call(onConnection).answers<{ readonly clearedAfterSeconds: number }>(),
  'token.setAutomatic': call(onConnection.extend({ automatic: z.boolean() })).answers<TokenState>(),

  'checks.run': call(onConnection).answers<CheckReport>(),
  /** Checks what is typed, before it is saved. Secrets not in the draft come from the saved connection, if any. */
  'checks.runDraft': call(
    z.strictObject({
      connectionId: idSchema.nullable(),
      draftId: idSchema,
      fields: connectionFieldsSchema,
    }),
  ).answers<CheckReport>(),
  /** The last checks of a connection, newest first; at most 20. */
  'checks.history': call(onConnection).answers<readonly CheckSummary[]>(),
  /** The last full report of a connection, also from before a restart; null where there is none. */
  'checks.last': call(onConnection).answers<CheckReport | null>(),
  /** The newest check of every connection, by connection id. */
  'checks.latest': call(nothing).answers<Readonly<Record<string, CheckSummary>>>(),

  'api.applications': call(onConnection).answers<ApplicationList>(),
  'api.application': call(onApplication).answers<ApplicationDetail>(),
  /** One masked parameter in clear, by its path of keys. */
  'api.revealParameter': call(
    onApplication.extend({ path: z.array(z.string().max(500)).min(1).max(20) }),
  ).answers<{
    readonly value: JsonText
  }>(),
  'api.collections': call(onApplication).answers<CollectionList>(),
  'api.documents': call(
    onDocuments.extend({ block: z.int().min(0).max(50_000_000), fresh: z.boolean() }),
  ).answers<DocumentBlock>(),
  'api.count': call(onDocuments).answers<DocumentCount>(),
  'api.document': call(onCollection.extend({ documentId: apiId })).answers<DocumentDetail>(),
  /** A document of a block that was loaded, by its position in the list; asked for again where it had to make room. */
  'api.documentAt': call(onDocuments.extend({ index: z.int().min(0) })).answers<DocumentDetail>(),
  /** Pretty-printed documents of a loaded block, from one position to before another; at most 50 at a time. */
  'api.jsonOf': call(onDocuments.extend({ from: z.int().min(0), to: z.int().min(0) })).answers<
    readonly JsonText[]
  >(),
  /** Asks where to, then writes the loaded rows as CSV, columns as given. Null when the person cancelled. */
  'api.saveCsv': call(onTable).answers<{ readonly path: string; readonly rows: number } | null>(),
  /** The same rows to the clipboard, at most 10,000. */
  'api.copyCsv': call(onTable).answers<{ readonly rows: number }>(),
  /** A curl command for what a view asked, with placeholders for the secrets. */
  'api.curl': call(viewSchema).answers<{ readonly text: string }>(),
  /** Understands an ID or an API URL that somebody typed or pasted. */
  'api.locate': call(
    onConnection.extend({
      text: z.string().max(4000),
      applicationId: apiId.nullable(),
      collectionId: apiId.nullable(),
    }),
  ).answers<Place>(),

  /** How the columns of a collection were arranged; null where they were not. */
  'layouts.get': call(onCollection).answers<ColumnLayout | null>(),
  'layouts.set': call(onCollection.extend({ layout: columnLayoutSchema })).answers<null>(),

  'queries.history': call(onCollection).answers<readonly z.infer<typeof documentQuerySchema>[]>(),
  'queries.remember': call(onDocuments).answers<null>(),
  'queries.clear': call(nothing).answers<null>(),

  'datasets.list': call(nothing).answers<readonly Dataset[]>(),
  /** Starts to load all documents; `datasetChanged` tells how far it is. */
  'datasets.loadAll': call(loadAllSchema).answers<Dataset>(),
  /** Starts to make a dataset of a list in a body; `datasetChanged` tells how far it is. Its rows can be asked for at once. */
  'datasets.fromResponse': call(fromResponseSchema).answers<Dataset>(),
  /** Asks for a file and starts to make a dataset of it. Null when the person cancelled. */
  'datasets.openFile': call(nothing).answers<Dataset | null>(),
  /** The lists of a body. */
  'datasets.arrays': call(onResponse).answers<readonly BodyArray[]>(),
  /** What a refresh brought, from one document to before another. */
  'datasets.changes': call(datasetChangesSchema).answers<DatasetChanges>(),
  'datasets.documentChanges': call(documentChangesSchema).answers<readonly ChangedField[]>(),
  'datasets.pause': call(datasetIdSchema).answers<Dataset>(),
  'datasets.resume': call(datasetIdSchema).answers<Dataset>(),
  'datasets.pin': call(datasetPinSchema).answers<Dataset>(),
  /** Deletes; a load under way ends. */
  'datasets.remove': call(datasetIdSchema).answers<null>(),
  /** At most 200 rows. */
  /** Says which datasets have a tab of their own: what was made of an answer goes with the last tab that shows it. */
  'datasets.show': call(datasetsShownSchema).answers<null>(),
  'datasets.rows': call(datasetRowsSchema).answers<DatasetRows>(),
  'datasets.document': call(datasetDocumentSchema).answers<DocumentDetail>(),
  'datasets.group': call(datasetGroupSchema).answers<DatasetGroups>(),
  'datasets.points': call(datasetPointsSchema).answers<DatasetPoints>(),
  'datasets.schema': call(datasetIdSchema).answers<DatasetSchema>(),
  'datasets.fields': call(datasetIdSchema).answers<readonly DatasetField[]>(),
  'datasets.types': call(datasetTypesSchema).answers<DatasetTypes>(),
  /** Chosen documents to the clipboard, at most 10,000. */
  'datasets.copy': call(datasetCopySchema).answers<{ readonly rows: number }>(),
  /** Asks where to, then writes. Null when the person cancelled; `datasetExport` tells how far it is. */
  'datasets.export': call(datasetExportSchema).answers<ExportedDataset | null>(),

  /** The datasets that are ready, as SQL knows them. */
  'sql.tables': call(nothing).answers<readonly SqlTable[]>(),
  /** Runs one statement; `sql.cancel` ends it early. */
  'sql.run': call(sqlTextSchema).answers<SqlAnswer>(),
  'sql.cancel': call(nothing).answers<null>(),
  /** At most 200 rows of the last answer. */
  'sql.rows': call(sqlRowsSchema).answers<SqlRows>(),
  /** The last answer to the clipboard, at most 10,000 rows. */
  'sql.copyCsv': call(sqlResultSchema).answers<WrittenCsv>(),
  /** Asks where to, then writes. Null when the person cancelled. */
  'sql.saveCsv': call(sqlResultSchema).answers<(WrittenCsv & { readonly path: string }) | null>(),
  /** What was typed last, and what was run before. */
  'sql.console': call(nothing).answers<{
    readonly text: string
    readonly entries: readonly SqlHistoryEntry[]
  }>(),
  'sql.keepText': call(sqlTextSchema).answers<null>(),
  'sql.clearHistory': call(nothing).answers<null>(),

  /** What is known of every connection, and the run under way; from then on `deskProgress` tells of changes. */
  'desk.state': call(nothing).answers<DeskState>(),
  'desk.check': call(deskIdsSchema).answers<null>(),
  'desk.pause': call(nothing).answers<null>(),
  'desk.resume': call(nothing).answers<null>(),
  'desk.cancel': call(nothing).answers<null>(),
  /** What to tell the customers, as text; empty where nothing was checked. */
  'desk.message': call(deskIdsSchema).answers<{ readonly text: string }>(),
  'desk.change': call(deskChangeSchema).answers<{ readonly changed: number }>(),
  'desk.remove': call(deskIdsSchema).answers<DeskRemoval>(),
  'desk.undoRemove': call(z.strictObject({ undoIds: z.array(idSchema).max(20_000) })).answers<null>(),
  /** Asks where to, then writes. Null when the person cancelled. */
  'desk.saveReport': call(deskIdsSchema.extend({ format: z.enum(reportFormats) })).answers<{
    readonly path: string
  } | null>(),
  /** The connections themselves, as an import reads them, without secrets. Null when the person cancelled. */
  'desk.saveList': call(deskIdsSchema.extend({ format: z.enum(listFormats) })).answers<{
    readonly path: string
  } | null>(),
  /** Asks for files and reads them. Null when the person cancelled. Secrets stay in main. */
  'desk.chooseImport': call(nothing).answers<ImportPreview | null>(),
  'desk.mapImport': call(importMappingSchema).answers<ImportPreview>(),
  'desk.mendRow': call(importMendSchema).answers<ImportPreview>(),
  /** Saves in the background; `deskImport` tells how far it is. */
  'desk.startImport': call(importStartSchema).answers<null>(),
  'desk.stopImport': call(importIdSchema).answers<null>(),
  'desk.deleteSource': call(importIdSchema).answers<{ readonly files: readonly string[] }>(),
  'desk.closeImport': call(importIdSchema).answers<null>(),
  /** Imports that were cut short, the newest first. */
  'desk.unfinishedImports': call(nothing).answers<{ readonly imports: readonly UnfinishedImport[] }>(),
  'desk.resumeImport': call(importIdSchema).answers<ImportPreview>(),
  /** Deletes the connections that it created. */
  'desk.undoImport': call(importIdSchema).answers<ImportUndo>(),
  'desk.dismissImport': call(importIdSchema).answers<null>(),

  /** Sends; `requestProgress` tells how far it is. `confirmed`: a person said yes to what it does. */
  'requests.send': call(
    requestDraftSchema.extend({ connectionId: idSchema, confirmed: z.boolean() }),
  ).answers<SentRequest>(),
  /** The exact request behind a view of the explorer. */
  'requests.fromView': call(apiViewSchema).answers<BuiltRequest>(),
  /** A program that makes the request, with variables in the places of the secrets. */
  'requests.code': call(wantedCodeSchema).answers<WrittenCode>(),
  /** Asks where to, then writes the program. Null when the person cancelled. */
  'requests.saveCode': call(wantedCodeSchema).answers<{ readonly path: string } | null>(),
  /** What is different in the body of an answer against an earlier one that is still kept. */
  'requests.compare': call(z.strictObject({ before: idSchema, after: idSchema })).answers<AnswerChanges>(),
  /** Asks for a file as body; main keeps where it is. Null when the person cancelled. */
  'requests.chooseFile': call(nothing).answers<BodyFile | null>(),
  /** The request as HTTP text, with its variables filled in, as it would go out; without secrets. */
  'requests.preview': call(onConnection.extend({ request: builtRequestSchema })).answers<{
    readonly text: string
  }>(),
  /** What `{{name}}` may stand for on a connection. */
  'requests.variables': call(onConnection).answers<VariableScopes>(),
  /** Refused for what looks like a secret. */
  'requests.saveVariables': call(
    onConnection.extend({ everywhere: variablesSchema, connection: variablesSchema }),
  ).answers<null>(),
  /** What was sent on a connection, newest first. */
  'requests.history': call(onConnection).answers<readonly HistoryEntry[]>(),
  'requests.clearHistory': call(onConnection).answers<null>(),
  /** The requests of the tabs that were open last. */
  'requests.drafts': call(nothing).answers<readonly RequestDraft[]>(),
  /**
   * Keeps the requests of the open tabs. Those that are not requests as they stand, such as one with too long a body,
   * stay as they were kept before, and are named.
   */
  'requests.saveDrafts': call(
    z.strictObject({ drafts: z.array(offeredDraftSchema).max(maxDrafts) }),
  ).answers<{ readonly notKept: readonly string[] }>(),

  /** Understands a curl command that somebody pasted. Credentials in it are left out. */
  'requests.readCurl': call(onConnection.extend({ text: z.string().max(1_000_000) })).answers<{
    readonly request: BuiltRequest
    readonly notes: readonly string[]
  }>(),

  /** What is in the workspace folder at this moment. */
  'workspace.list': call(nothing).answers<SavedRequestList>(),
  'workspace.get': call(onSavedSchema).answers<SavedRequest>(),
  /** Writes without secrets, and says what was left out. */
  /** Fails with `conflict` where the file is of another version than the one named. */
  'workspace.save': call(saveRequestSchema).answers<SavedRequestPlace>(),
  'workspace.rename': call(renameSavedSchema).answers<SavedRequestPlace>(),
  'workspace.move': call(moveSavedSchema).answers<SavedRequestPlace>(),
  'workspace.duplicate': call(onSavedSchema).answers<SavedRequestPlace>(),
  /** Deletes; the answer can bring it back for as long as the app runs. */
  'workspace.remove': call(onSavedSchema).answers<{ readonly undoId: string }>(),
  'workspace.addFolder': call(onFolderSchema).answers<null>(),
  'workspace.renameFolder': call(renameFolderSchema).answers<{ readonly folder: string }>(),
  'workspace.removeFolder': call(onFolderSchema).answers<{ readonly undoId: string }>(),
  'workspace.undoRemove': call(z.strictObject({ undoId: idSchema })).answers<null>(),
  /** Asks for the folder of saved requests. False when the person cancelled. */
  'workspace.chooseFolder': call(nothing).answers<{ readonly chosen: boolean }>(),
  /** Goes back to the folder in the data folder. */
  'workspace.useDefaultFolder': call(nothing).answers<null>(),

  /** Asks for collections and environments, and takes them in. Null when the person cancelled. */
  'postman.import': call(onConnection).answers<PostmanImport | null>(),
  /** Puts the credentials of an import into a draft, once. */
  'postman.fillDraft': call(
    z.strictObject({ importId: idSchema, draftId: idSchema }),
  ).answers<PastedConnection>(),
  /** Drops credentials that somebody does not want. */
  'postman.forget': call(z.strictObject({ importId: idSchema })).answers<null>(),
  /** Asks where to, then writes a collection. Null when the person cancelled. */
  'postman.export': call(postmanExportSchema).answers<{ readonly path: string } | null>(),

  'responses.lines': call(
    onResponse.extend({ view: z.enum(bodyTextViews), from: place, to: place }),
  ).answers<BodyLines>(),
  'responses.bytes': call(onResponse.extend({ fromRow: place, toRow: place })).answers<readonly HexRow[]>(),
  /** A part of a line that is too long for a window of lines. */
  'responses.piece': call(
    onResponse.extend({
      view: z.enum(bodyTextViews),
      line: place,
      from: place,
      marks: z.array(markSchema).max(maxMarks),
    }),
  ).answers<LinePiece>(),
  'responses.search': call(onResponse.extend({ search: bodySearchSchema })).answers<BodyMatches>(),
  /** What a JSONPath selects, as a body of its own; it goes with the body, or with the next filter. */
  'responses.filter': call(onResponse.extend({ path: z.string().max(1000) })).answers<FilteredBody>(),
  'responses.preview': call(onResponse).answers<BodyPreview>(),
  /** Asks where to and writes the body as it came. `url`: where it came from, for a name. Null when cancelled. */
  'responses.save': call(onResponse.extend({ url: z.string().max(8000) })).answers<{
    readonly path: string
  } | null>(),
  'responses.close': call(onResponse).answers<null>(),
} as const

export type CallName = keyof typeof calls
export type CallInput<N extends CallName> = z.input<(typeof calls)[N]['input']>
export type CallOutput<N extends CallName> =
  (typeof calls)[N] extends Call<z.ZodType, infer Output> ? Output : never

/** Every event that main sends to the window. */
export interface Events {
  readonly connectionsChanged: ConnectionsChange
  readonly tokenChanged: TokenState
  readonly checkProgress: CheckReport
  /** Calls to the token server and the API that have not been answered yet. */
  readonly activity: { readonly inFlight: number }
  readonly power: { readonly state: 'suspended' | 'resumed' }
  readonly datasetChanged: Dataset
  readonly datasetRemoved: { readonly datasetId: string }
  readonly datasetExport: ExportProgress
  readonly requestProgress: RequestProgress
  readonly deskProgress: DeskProgress
  readonly deskImport: ImportProgress
  /** A menu entry of the application was chosen. */
  readonly command: { readonly command: CommandId }
}
export type EventName = keyof Events
export const eventNames = [
  'connectionsChanged',
  'tokenChanged',
  'checkProgress',
  'activity',
  'power',
  'datasetChanged',
  'datasetRemoved',
  'datasetExport',
  'requestProgress',
  'deskProgress',
  'deskImport',
  'command',
] as const satisfies readonly EventName[]

/** Things that the menu, the palette and the keyboard can ask for. */
export const commandIds = [
  'new-connection',
  'explore-demo',
  'desk',
  'palette',
  'settings',
  'shortcuts',
  'close-tab',
  'reopen-tab',
  'next-tab',
  'previous-tab',
  'refresh',
  'check-connection',
  'edit-connection',
  'token',
  'go-to',
  'toggle-theme',
  'toggle-sidebar',
  'new-request',
  'requests',
  'sql',
  'open-file',
] as const
export type CommandId = (typeof commandIds)[number]

type Group<Name extends string> = Name extends `${infer G}.${string}` ? G : never
type Method<Name extends string, G extends string> = Name extends `${G}.${infer M}` ? M : never

/** What the preload exposes as `window.explorer`. `requestId` lets the caller cancel with `app.cancel`. */
export type ExplorerBridge = {
  readonly [G in Group<CallName>]: {
    readonly [M in Method<CallName, G>]: `${G}.${M}` extends infer N extends CallName
      ? (input: CallInput<N>, requestId?: string) => Promise<Result<CallOutput<N>>>
      : never
  }
} & {
  readonly on: {
    readonly [E in EventName]: (listener: (event: Events[E]) => void) => () => void
  }
}

import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, useEffect, useMemo, useState } from 'react'
import type { Connection } from '../../../../shared/connection.ts'
import { invites, requestEffect } from '../../../../shared/request-effect.ts'
import { type RequestTarget, requestTarget } from '../../../../shared/request-target.ts'
import type { BuiltRequest } from '../../../../shared/requests.ts'
import {
  noVariables,
  type ResolvedRequest,
  resolveVariables,
  unresolvedText,
  type VariableScopes,
  variablesInForce,
} from '../../../../shared/variables.ts'
import { connectionsQuery } from '../../app/queries.ts'
import { requestTitle } from '../../app/request-title.ts'
import { type TabContent, useWorkspace } from '../../app/workspace.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { HeaderBar } from '../../ui/header-bar.tsx'
import { BuildPane } from './build-pane.tsx'
import { ConfirmWrite } from './confirm-write.tsx'
import { ConnectionChoice } from './connection-choice.tsx'
import { isExplorerPlace } from './explorer-criteria.ts'
import { HistoryMenu } from './history-menu.tsx'
import { MarkedLines } from './marked-lines.ts'
import { OpenInExplorer } from './open-in-explorer.tsx'
import {
  cancelRequest,
  newOpenRequest,
  type OpenRequest,
  sendRequest,
  stopRepeating,
  useOpenRequests,
} from './open-requests.ts'
import { PlaceholderFields } from './placeholder-fields.tsx'
import { takeCurl } from './postman/take-curl.ts'
import { RepeatButton } from './repeat-button.tsx'
import { RepeatStrip } from './repeat-strip.tsx'
import lineCss from './request-line.module.css'
import { RequestLine } from './request-line.tsx'
import { RequestMenu } from './request-menu.tsx'
import css from './request-view.module.css'
import { ResponsePane } from './response/response-pane.tsx'
import { SaveButton } from './saved/save-button.tsx'
import { SavedPopover } from './saved/saved-popover.tsx'
import { SavedTitle } from './saved/saved-title.tsx'
import { useSavedRequests } from './saved/use-saved-requests.ts'
import { takeOver } from './take-over.ts'
import { noteOf } from './templates.ts'
import { TemplatesMenu } from './templates-menu.tsx'
import { useRepeat } from './use-repeat.ts'
import { OfferedVariables, useVariables } from './use-variables.ts'
import { VariablesDialog } from './variables-dialog.tsx'
import { mustAsk, writeOf } from './write-words.ts'

interface RequestViewProps {
  readonly tabId: string
  readonly content: Extract<TabContent, { kind: 'request' }>
}

/** Builds one request, sends it, shows what came back. */
export function RequestView({ tabId, content }: RequestViewProps) {
  const { draftId, connectionId, start, savedId, savedVersion = null } = content
  const known = useOpenRequests(state => state.byId[draftId])
  const open: OpenRequest = known ?? newOpenRequest(start)
  const { begin, change } = useOpenRequests.getState()
  const connections = useQuery(connectionsQuery).data?.connections ?? []
  const connection = connections.find(({ id }) => id === connectionId)
  const scopes = useVariables(connection?.id ?? null)
  const saved = useSavedRequests().data?.requests.find(entry => entry.savedId === savedId)
  const title = saved?.name ?? requestTitle(open.request)

  useEffect(() => begin(draftId, start), [begin, draftId, start])
  useEffect(() => {
    if (title !== content.title) useWorkspace.getState().replace(tabId, { ...content, title })
  }, [tabId, content, title])

  const update = (patch: Partial<BuiltRequest>): void => {
    begin(draftId, start)
    change(draftId, patch)
  }
  /** A request from elsewhere takes the place of the present one, which can be had back. */
  const take = (taken: Partial<BuiltRequest>): void => takeOver(draftId, open.request, taken, update)
  const choose = (id: string): void =>
    useWorkspace.getState().replace(tabId, { ...content, title, connectionId: id })
  const keep = (id: string, version: string): void =>
    useWorkspace.getState().replace(tabId, { ...content, title, savedId: id, savedVersion: version })
  return (
    <div className={css.view}>
      <HeaderBar
        actions={
          <>
            <ConnectionChoice connections={connections} connectionId={connectionId} onChoose={choose} />
            <TemplatesMenu onPick={take} />
            {connection !== undefined && <VariablesDialog connection={connection} scopes={scopes} />}
            {connection !== undefined && <HistoryMenu connection={connection} onPick={take} />}
            <SavedPopover />
            <SaveButton request={open.request} savedId={savedId} savedVersion={savedVersion} onSaved={keep} />
            {connection !== undefined && (
              <RequestMenu connectionId={connection.id} title={title} request={open.request} onTaken={take} />
            )}
          </>
        }
      >
        <SavedTitle title={title} savedId={savedId} request={open.request} />
      </HeaderBar>
      {connection === undefined ? (
        <EmptyState hint="What is built here is kept. A connection says where it goes and with which credentials.">
          {connectionId === null
            ? 'Choose a connection for this request.'
            : 'The connection of this request is gone. Choose another one.'}
        </EmptyState>
      ) : (
        <Workbench
          draftId={draftId}
          connection={connection}
          open={open}
          scopes={scopes ?? noVariables}
          onChange={update}
          onTaken={take}
        />
      )}
    </div>
  )
}

interface WorkbenchProps {
  readonly draftId: string
  readonly connection: Connection
  readonly open: OpenRequest
  readonly scopes: VariableScopes
  onChange(patch: Partial<BuiltRequest>): void
  /** A whole request came from elsewhere. */
  onTaken(request: BuiltRequest): void
}

function Workbench({ draftId, connection, open, scopes, onChange, onTaken }: WorkbenchProps) {
  const { request, sending, repeatSeconds, changes } = open
  const [asks, setAsks] = useState(false)
  const offered = useMemo(() => variablesInForce(scopes), [scopes])
  const resolved = useMemo(() => resolveVariables(request, scopes), [request, scopes])
  const target = targetOf(connection, resolved)
  const effect = requestEffect(resolved.request, connection.readOnly)
  const { writes, warning } = effect
  const note = noteOf(request)
  const marked = useMemo(() => new Set(changes?.changed), [changes])
  const send = (confirmed: boolean): void => {
    if (sending !== null || !target.ok) return
    const write = writeOf(connection.id, resolved.request, target.url)
    const asksFirst = !confirmed && mustAsk(effect, open.agreed, write)
    setAsks(asksFirst)
    if (asksFirst) return
    if (confirmed) useOpenRequests.getState().patch(draftId, { agreed: write })
    void sendRequest(draftId, connection.id, writes)
  }
  const paused = useRepeat({
    draftId,
    seconds: repeatSeconds,
    sending: sending !== null,
    allowed: target.ok && !writes,
    send: () => send(false),
  })
  const repeat = (seconds: number): void => {
    useOpenRequests.getState().patch(draftId, { repeatSeconds: seconds })
    send(false)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (isCancel(event)) {
      if (sending === null) return
      event.preventDefault()
      cancelRequest(draftId)
    }
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.defaultPrevented) return
    event.preventDefault()
    send(false)
  }
  return (
    <OfferedVariables value={offered}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: keys for all that is inside; the button does the same */}
      <div className={css.view} onKeyDown={onKeyDown}>
        <RequestLine
          apiBaseUrl={connection.apiBaseUrl}
          request={request}
          sending={sending !== null}
          canSend={target.ok}
          onChange={onChange}
          onSend={() => send(false)}
          onCancel={() => cancelRequest(draftId)}
          onCurl={command =>
            void takeCurl(connection.id, command).then(taken => taken !== null && onTaken(taken))
          }
          actions={
            <>
              {repeatSeconds === null && <RepeatButton allowed={target.ok && !writes} onStart={repeat} />}
              {target.ok && isExplorerPlace(connection.apiBaseUrl, target.url) && (
                <OpenInExplorer connectionId={connection.id} request={resolved.request} url={target.url} />
              )}
            </>
          }
        />
        {repeatSeconds !== null && (
          <RepeatStrip
            seconds={repeatSeconds}
            paused={paused}
            changes={changes}
            onStop={() => stopRepeating(draftId)}
          />
        )}
        <PlaceholderFields connectionId={connection.id} request={request} onChange={onChange} />
        {!target.ok && target.missing.length === 0 && (
          <p role="status" className={lineCss.note}>
            {target.problem}
          </p>
        )}
        {note !== '' && <p className={lineCss.hint}>{note}</p>}
        <div className={css.split}>
          <BuildPane
            connection={connection}
            request={request}
            resolved={resolved.request}
            sent={open.sent}
            onChange={onChange}
            onSend={() => send(false)}
          />
          <MarkedLines value={marked}>
            <ResponsePane
              connectionId={connection?.id ?? null}
              open={open}
              missing={target.ok ? [] : target.missing}
            />
          </MarkedLines>
        </div>
        {asks && warning !== null && target.ok && (
          <ConfirmWrite
            connection={connection}
            request={resolved.request}
            url={target.url}
            warning={warning}
            asks={effect.asks}
            invites={invites(resolved.request)}
            onYes={() => send(true)}
            onNo={() => setAsks(false)}
          />
        )}
      </div>
    </OfferedVariables>
  )
}

/** Escape, where no list or menu takes it to close: those stand outside of the view, or are open at their field. */
function isCancel(event: KeyboardEvent): boolean {
  const { key, target, currentTarget, defaultPrevented } = event
  if (key !== 'Escape' || defaultPrevented || !(target instanceof Element)) return false
  return currentTarget.contains(target) && target.closest('[aria-expanded="true"]') === null
}

/** Where the request goes; nowhere while variables have no value. */
function targetOf(connection: Connection, { request, unresolved }: ResolvedRequest): RequestTarget {
  if (unresolved.length === 0) return requestTarget(connection.apiBaseUrl, request)
  return { ok: false, problem: `${unresolvedText(unresolved)} Give it one under Variables.`, missing: [] }
}

import { Switch, Tabs } from '@mantine/core'
import { useState } from 'react'
import type { Connection } from '../../../../shared/connection.ts'
import type { BuiltRequest, FieldRow, SentRequest } from '../../../../shared/requests.ts'
import { BodyPanel } from './body-panel.tsx'
import css from './build-pane.module.css'
import { CodePanel } from './code/code-panel.tsx'
import { FieldRows } from './field-rows.tsx'
import { InheritedNote } from './inherited-note.tsx'
import { headerNames, headerValues, parameterNames, parameterValues } from './known-fields.ts'
import { PreviewPanel } from './preview-panel.tsx'
import { QueryText } from './query-text.tsx'
import { SendingPanel } from './sending-panel.tsx'

interface BuildPaneProps {
  readonly connection: Connection
  readonly request: BuiltRequest
  /** The request with values in the places of its variables. */
  readonly resolved: BuiltRequest
  /** The last answer to it. */
  readonly sent: SentRequest | null
  onChange(patch: Partial<BuiltRequest>): void
  onSend(): void
}

/** What goes with the request: query, headers, body, authorization; below it the same as code. */
export function BuildPane({ connection, request, resolved, sent, onChange, onSend }: BuildPaneProps) {
  const [tab, setTab] = useState<string | null>(request.body.kind === 'none' ? 'query' : 'body')
  return (
    <section aria-label="Request" className={css.pane}>
      <Tabs value={tab} onChange={setTab} className={css.tabs ?? ''} keepMounted={false}>
        <Tabs.List>
          <Tabs.Tab value="query">Query{countOf(request.query)}</Tabs.Tab>
          <Tabs.Tab value="headers">Headers{countOf(request.headers)}</Tabs.Tab>
          <Tabs.Tab value="body">Body</Tabs.Tab>
          <Tabs.Tab value="authorization">Authorization</Tabs.Tab>
          <Tabs.Tab value="sending">Sending</Tabs.Tab>
          <Tabs.Tab value="preview">Preview</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="query" className={css.panel ?? ''}>
          <QueryText rows={request.query} onChange={query => onChange({ query: [...query] })} />
          <FieldRows
            label="Parameter"
            names={parameterNames}
            valuesOf={parameterValues}
            rows={request.query}
            onChange={query => onChange({ query: [...query] })}
          />
        </Tabs.Panel>
        <Tabs.Panel value="headers" className={css.panel ?? ''}>
          <FieldRows
            label="Header"
            names={headerNames}
            valuesOf={headerValues}
            rows={request.headers}
            onChange={headers => onChange({ headers: [...headers] })}
          />
        </Tabs.Panel>
        <Tabs.Panel value="body" className={css.panel ?? ''}>
          <BodyPanel
            connection={connection}
            request={request}
            resolved={resolved}
            sent={sent}
            onChange={body => onChange({ body })}
            onSend={onSend}
          />
        </Tabs.Panel>
        <Tabs.Panel value="authorization" className={css.panel ?? ''}>
          <div className={css.switch}>
            <Switch
              label="Send the authorization of the connection"
              checked={request.authorization}
              onChange={event => onChange({ authorization: event.currentTarget.checked })}
            />
            <p>
              Token and API Key go to {new URL(connection.apiBaseUrl).host} alone, never to another host. A
              header of the same name that you type takes their place.
            </p>
          </div>
        </Tabs.Panel>
        <Tabs.Panel value="sending" className={css.panel ?? ''}>
          <SendingPanel
            connection={connection}
            request={resolved}
            onChange={sending => onChange({ sending })}
          />
        </Tabs.Panel>
        <Tabs.Panel value="preview" className={css.panel ?? ''}>
          <PreviewPanel connectionId={connection.id} request={request} />
        </Tabs.Panel>
      </Tabs>
      <InheritedNote connection={connection} request={resolved} />
      <CodePanel connectionId={connection.id} request={request} />
    </section>
  )
}

function countOf(rows: readonly FieldRow[]) {
  const count = rows.filter(row => row.on && row.name !== '').length
  return count === 0 ? null : <span className={css.count}>{count}</span>
}

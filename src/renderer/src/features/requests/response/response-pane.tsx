import { Tabs } from '@mantine/core'
import { lazy, Suspense, useEffect, useState } from 'react'
import type { SentRequest } from '../../../../../shared/requests.ts'
import { classNames } from '../../../ui/class-names.ts'
import { CodeBlock } from '../../../ui/code-block/code-block.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { ErrorState, InlineError } from '../../../ui/error-state/error-state.tsx'
import { keysText } from '../../../ui/key-hint.tsx'
import { VerdictShape } from '../../../ui/verdict/verdict-shape.tsx'
import type { OpenRequest, Sending } from '../open-requests.ts'
import { ResponseTiming } from '../response-timing.tsx'
import { durationText, sizeText, statusText, statusTone } from '../status-words.ts'
import { totalTime } from '../timing-parts.ts'
import { BodyView } from './body-view.tsx'
import css from './response-pane.module.css'

const ResponseTable = lazy(async () => ({
  default: (await import('../../data/index.ts')).ResponseTable,
}))

const listText = new Intl.ListFormat('en-GB')

interface ResponsePaneProps {
  readonly connectionId: string | null
  readonly open: OpenRequest
  /** Placeholders that still need a value. */
  readonly missing: readonly string[]
}

/** What came back, or how far it is. */
export function ResponsePane({ connectionId, open, missing }: ResponsePaneProps) {
  const { sending, sent, error } = open
  return (
    <section aria-label="Response" className={css.pane}>
      {sending !== null && <SendingLine sending={sending} />}
      {sent !== null && error !== null && sending === null && (
        <div className={css.explained}>
          <InlineError
            error={{ ...error, message: `${error.message} What is below is the answer before that.` }}
          />
        </div>
      )}
      {sent !== null && <Answer connectionId={connectionId} sent={sent} stale={sending !== null} />}
      {sent === null && error !== null && sending === null && <ErrorState error={error} />}
      {sent === null && error === null && sending === null && (
        <EmptyState
          hint={
            missing.length > 0
              ? `First choose ${listText.format(missing)}.`
              : `Send it, or press ${keysText('Mod+Enter')}.`
          }
        >
          The answer will be here.
        </EmptyState>
      )}
    </section>
  )
}

function SendingLine({ sending }: { readonly sending: Sending }) {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 100)
    return () => clearInterval(timer)
  }, [])
  const words = {
    token: 'Getting a token',
    connecting: 'Connecting',
    waiting: 'Waiting for the answer',
    receiving: `Receiving, ${sizeText(sending.bytes)}`,
    retrying: 'Waiting to try again',
  }
  return (
    <div className={css.sending}>
      <VerdictShape tone="checking" />
      <span role="status">{words[sending.phase]}</span>
      <span className={css.number}>{durationText(Math.max(0, now - sending.startedAt))}</span>
    </div>
  )
}

interface AnswerProps {
  readonly connectionId: string | null
  readonly sent: SentRequest
  readonly stale: boolean
}

function Answer({ connectionId, sent, stale }: AnswerProps) {
  const { status, body, timing, explanation } = sent
  const [tab, setTab] = useState<string | null>('body')
  const hasTable = body.kind === 'json' && connectionId !== null
  const tone = statusTone(status)
  const packed = sent.wireBytes === body.bytes ? '' : `, ${sizeText(sent.wireBytes)} on the wire`
  return (
    <Tabs
      value={tab}
      onChange={setTab}
      keepMounted={false}
      className={classNames(css.panel, stale && css.stale)}
    >
      <div className={css.head}>
        <Tabs.List>
          <Tabs.Tab value="body">Response</Tabs.Tab>
          {hasTable && <Tabs.Tab value="table">Table</Tabs.Tab>}
          <Tabs.Tab value="headers">
            Headers<span className={css.count}>{sent.headers.length}</span>
          </Tabs.Tab>
          <Tabs.Tab value="sent">Sent</Tabs.Tab>
          <Tabs.Tab value="timing">Timing</Tabs.Tab>
        </Tabs.List>
        <span role={stale ? undefined : 'status'} className={classNames(css.badge, css[tone])}>
          <VerdictShape tone={tone} />
          {statusText(status, sent.statusText)}
        </span>
        <span className={css.number}>{durationText(totalTime(timing))}</span>
        <span className={css.number} title={`${body.bytes.toLocaleString('en-GB')} bytes${packed}`}>
          {sizeText(body.bytes)}
        </span>
      </div>
      {explanation !== null && (
        <div className={css.explained}>
          <InlineError error={explanation} />
        </div>
      )}
      {sent.brokeOff !== null && (
        <div className={css.explained}>
          <InlineError
            error={{ ...sent.brokeOff, message: `Only a part of the body came. ${sent.brokeOff.message}` }}
          />
        </div>
      )}
      <Tabs.Panel value="body" className={css.panel ?? ''}>
        {body.kind === 'empty' ? (
          <EmptyState>The answer has no body.</EmptyState>
        ) : (
          <BodyView
            responseId={sent.responseId}
            facts={body}
            contentType={sent.headers.find(([name]) => name === 'content-type')?.[1] ?? ''}
            url={sent.url}
          />
        )}
      </Tabs.Panel>
      {hasTable && (
        <Tabs.Panel value="table" className={css.panel ?? ''}>
          <Suspense>
            <ResponseTable
              key={sent.responseId}
              connectionId={connectionId}
              responseId={sent.responseId}
              name={nameOf(sent.url)}
            />
          </Suspense>
        </Tabs.Panel>
      )}
      <Tabs.Panel value="headers" className={css.scroll ?? ''} tabIndex={0}>
        <dl className={css.headers}>
          {sent.headers.map(([name, value], at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: names repeat, and the list never changes
            <Pair key={at} name={name} value={value} />
          ))}
        </dl>
      </Tabs.Panel>
      <Tabs.Panel value="sent" className={css.scroll ?? ''} tabIndex={0}>
        <CodeBlock text={sent.sent} label="Request as sent" copyLabel="Copy request" wrap />
      </Tabs.Panel>
      <Tabs.Panel value="timing" className={css.scroll ?? ''} tabIndex={0}>
        <ResponseTiming sent={sent} />
      </Tabs.Panel>
    </Tabs>
  )
}

function Pair({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <>
      <dt>
        <code>{name}</code>
      </dt>
      <dd>
        <code>{value}</code>
      </dd>
    </>
  )
}

/** What a dataset of the answer is called: the last part of the address. */
function nameOf(url: string): string {
  const part = new URL(url).pathname.split('/').findLast(text => text !== '')
  return part === undefined ? 'Answer' : `Answer of ${part}`.slice(0, 200)
}

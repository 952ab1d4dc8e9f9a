import { Tabs } from '@mantine/core'
import { type ReactNode, useMemo, useState } from 'react'
import type { JsonText, RawJson } from '../../../../../shared/documents.ts'
import { CodeBlock } from '../../../ui/code-block/code-block.tsx'
import { CopyButton } from '../../../ui/copy-button.tsx'
import { excerptOf } from '../json-excerpt.ts'
import css from './drawer.module.css'

interface DetailTabsProps {
  readonly json: JsonText
  /** Accessible name of the JSON. */
  readonly jsonLabel: string
  /** The text itself, where there is one. */
  readonly raw?: RawJson
  /** What changed, where something did, and in how many fields. */
  readonly changes?: { readonly count: number; readonly content: ReactNode }
  /** The fields. */
  readonly children: ReactNode
}

/** Ways to read one thing: its fields, its JSON, its text, and what changed in it. */
export function DetailTabs({ json, jsonLabel, raw, changes, children }: DetailTabsProps) {
  const [tab, setTab] = useState('fields')
  return (
    <Tabs
      value={tab === 'changes' && changes === undefined ? 'fields' : tab}
      onChange={value => setTab(value ?? 'fields')}
      className={css.tabs ?? ''}
      keepMounted={false}
    >
      <Tabs.List>
        <Tabs.Tab value="fields">Fields</Tabs.Tab>
        <Tabs.Tab value="json">JSON</Tabs.Tab>
        {raw !== undefined && <Tabs.Tab value="raw">Raw</Tabs.Tab>}
        {changes !== undefined && (
          <Tabs.Tab value="changes">
            Changes <span className={css.count}>{changes.count}</span>
          </Tabs.Tab>
        )}
      </Tabs.List>
      <Tabs.Panel value="fields" className={css.scroll ?? ''} tabIndex={0}>
        {children}
      </Tabs.Panel>
      <Tabs.Panel value="json" className={css.scroll ?? ''}>
        <JsonPanel json={json} label={jsonLabel} />
      </Tabs.Panel>
      {raw !== undefined && (
        <Tabs.Panel value="raw" className={css.scroll ?? ''}>
          <RawPanel raw={raw} />
        </Tabs.Panel>
      )}
      {changes !== undefined && (
        <Tabs.Panel value="changes" className={css.scroll ?? ''} tabIndex={0}>
          {changes.content}
        </Tabs.Panel>
      )}
    </Tabs>
  )
}

function JsonPanel({ json, label }: { readonly json: JsonText; readonly label: string }) {
  const excerpt = useMemo(() => excerptOf(json), [json])
  return (
    <div className={css.json}>
      <div className={css.jsonHead}>
        <p className={css.note}>{excerpt.note}</p>
        <CopyButton text={json.text} label="Copy JSON" withText />
      </div>
      <CodeBlock text={excerpt.text} language="json" label={label} />
    </div>
  )
}

/** Characters that are drawn: one line of a million would block the window. */
const maxRawDrawn = 50_000

const formNotes = {
  came: 'As it came.',
  masked: 'Written anew, since values that look like secrets are masked.',
  written: 'Written anew from the values; as a request, the body shows as it came.',
} as const

function RawPanel({ raw: { text, isCut, form } }: { readonly raw: RawJson }) {
  const isPart = isCut || text.length > maxRawDrawn
  const characters = Math.min(text.length, maxRawDrawn).toLocaleString('en-GB')
  return (
    <div className={css.json}>
      <div className={css.jsonHead}>
        <p className={css.note}>
          {formNotes[form]}
          {isPart && ` These are the first ${characters} characters.`}
          {isCut && ' Copy takes the first 1,048,576; an export has all of it.'}
        </p>
        <CopyButton text={text} label="Copy raw" withText />
      </div>
      <CodeBlock text={text.slice(0, maxRawDrawn)} label="Raw text of the document" wrap />
    </div>
  )
}

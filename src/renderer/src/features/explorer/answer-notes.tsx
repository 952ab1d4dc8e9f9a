import { useMemo } from 'react'
import type { AnswerMeta } from '../../../../shared/documents.ts'
import { CodeBlock } from '../../ui/code-block/code-block.tsx'
import css from './answer-notes.module.css'
import { excerptOf } from './json-excerpt.ts'

/** Keys of the envelope that are not documented: shown, since nobody knows yet what they mean. */
export function ExtraKeys({ meta }: { readonly meta: AnswerMeta | undefined }) {
  if (meta === undefined || meta.extraKeys.length === 0) return null
  return (
    <section className={css.extra} aria-label="Further keys of the answer">
      <span>The answer also has</span>
      {meta.extraKeys.map(({ key, text }) => (
        <code key={key} title={text}>
          {key}: {text}
        </code>
      ))}
    </section>
  )
}

interface OddDataProps {
  readonly title: string
  /** One sentence: what is odd about it. */
  readonly text: string
  readonly json: string
}

/** Data that is not as documented, as it came. */
export function OddData({ title, text, json }: OddDataProps) {
  const excerpt = useMemo(() => excerptOf({ text: json, length: json.length }), [json])
  return (
    <div className={css.odd}>
      <h2>{title}</h2>
      <p>{text}</p>
      <CodeBlock text={excerpt.text} language="json" label={title} copyLabel="Copy JSON" />
    </div>
  )
}

import { useEffect, useMemo, useRef } from 'react'
import { classNames } from '../class-names.ts'
import styles from './code-block.module.css'
import { jsonTokens } from './json-tokens.ts'
import { type Mark, type MarkedPart, splitAtMarks } from './marked-tokens.ts'

interface MarkedLineProps {
  readonly text: string
  readonly language: 'json' | 'plain'
  readonly marks: readonly Mark[]
}

/** One line in the colours of its language, with what was found in it marked. */
export function MarkedLine({ text, language, marks }: MarkedLineProps) {
  const parts = useMemo(() => {
    const tokens = language === 'json' ? jsonTokens(text) : [{ kind: 'plain' as const, text }]
    return splitAtMarks(tokens, marks)
  }, [text, language, marks])
  return parts.map(({ kind, text: part, mark }, index) =>
    mark === null ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a line never move
      <span key={index} className={styles[kind]}>
        {part}
      </span>
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a line never move
      <Found key={index} text={part} kind={kind} mark={mark} />
    ),
  )
}

function Found({ text, kind, mark }: MarkedPart<string> & { readonly mark: Mark }) {
  const shown = useRef<HTMLElement>(null)
  useEffect(() => {
    if (mark.current) shown.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [mark])
  return (
    <mark ref={shown} className={classNames(styles[kind], styles.found, mark.current && styles.current)}>
      {text}
    </mark>
  )
}

import { useMemo } from 'react'
import { classNames } from '../class-names.ts'
import { CopyButton } from '../copy-button.tsx'
import styles from './code-block.module.css'
import { type HttpToken, httpTokens } from './http-tokens.ts'
import { jsonTokens } from './json-tokens.ts'

/** Lines beyond this many are drawn without colour: a span for each token would cost more than it tells. */
const colouredLines = 2000

export interface CodeBlockProps {
  readonly text: string
  /** `http` is a request or an answer with its headers. */
  readonly language?: 'json' | 'http' | 'plain'
  readonly withLineNumbers?: boolean
  /** Accessible name: what the code is. */
  readonly label: string
  /** Name of the copy button; without it there is none. */
  readonly copyLabel?: string
  /** Long lines go on below instead of scrolling sideways. */
  readonly wrap?: boolean
}

/** Code to read and to take along. For long documents use a view that draws only what is seen. */
export function CodeBlock({
  text,
  language = 'plain',
  withLineNumbers = false,
  label,
  copyLabel,
  wrap = false,
}: CodeBlockProps) {
  const lines = useMemo(() => text.split('\n'), [text])
  const coloured = useMemo(() => {
    if (language === 'plain' || lines.length > colouredLines) return null
    return language === 'http' ? httpTokens(lines) : lines.map(jsonTokens)
  }, [language, lines])
  return (
    <div className={styles.block}>
      <section
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        tabIndex={0}
        aria-label={label}
        className={styles.frame}
      >
        <pre className={classNames(styles.code, withLineNumbers && styles.numbered, wrap && styles.wrap)}>
          {lines.map((line, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line of code is its number
            <span key={index} className={styles.line}>
              {coloured === null ? line : <Parts tokens={coloured[index] ?? []} />}
              {'\n'}
            </span>
          ))}
        </pre>
      </section>
      {copyLabel !== undefined && (
        <div className={styles.copy}>
          <CopyButton text={text} label={copyLabel} />
        </div>
      )}
    </div>
  )
}

/** One line of JSON in the colours of its types. */
export function JsonLine({ text }: { readonly text: string }) {
  return <Parts tokens={jsonTokens(text)} />
}

function Parts({ tokens }: { readonly tokens: readonly HttpToken[] }) {
  return tokens.map((token, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a line never move
    <span key={index} className={styles[token.kind]}>
      {token.text}
    </span>
  ))
}

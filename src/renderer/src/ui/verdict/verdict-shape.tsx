import type { ReactElement, SVGAttributes } from 'react'
import type { VerdictTone } from '../../../../shared/check.ts'
import { classNames } from '../class-names.ts'
import styles from './verdict.module.css'

const cut = 'var(--s-main)'
const stroke: SVGAttributes<SVGElement> = {
  strokeLinecap: 'round',
  strokeLinejoin: 'round',
  strokeWidth: 1.4,
}

/** A shape for each tone, so that the colour is never alone: disc, triangle, square, dashed ring, turning arc. */
const shapes: Readonly<Record<VerdictTone, ReactElement>> = {
  works: (
    <>
      <circle cx="6" cy="6" r="5" fill="currentColor" />
      <path d="M3.7 6.2 5.3 7.8 8.4 4.3" fill="none" stroke={cut} {...stroke} />
    </>
  ),
  expiring: (
    <>
      <path d="M6 1 11.4 10.6H.6z" fill="currentColor" stroke="currentColor" strokeLinejoin="round" />
      <path d="M6 4.3v2.9M6 8.9V9" fill="none" stroke={cut} {...stroke} />
    </>
  ),
  broken: (
    <>
      <rect x="1.2" y="1.2" width="9.6" height="9.6" rx="2" fill="currentColor" />
      <path d="M4.2 4.2 7.8 7.8M7.8 4.2 4.2 7.8" fill="none" stroke={cut} {...stroke} />
    </>
  ),
  unknown: (
    <circle
      cx="6"
      cy="6"
      r="4.3"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.4"
      strokeDasharray="2 1.38"
    />
  ),
  checking: (
    <>
      <circle cx="6" cy="6" r="4.3" fill="none" stroke="var(--l-2)" strokeWidth="1.5" />
      <path
        className={styles.arc}
        d="M6 1.7A4.3 4.3 0 0 1 10.3 6"
        fill="none"
        stroke="currentColor"
        {...stroke}
      />
    </>
  ),
}

export interface VerdictShapeProps {
  readonly tone: VerdictTone
  /** Pixels; 12 in rows, 22 beside a headline. */
  readonly size?: number
  /** Accessible name, where no word stands beside the shape. */
  readonly label?: string
}

/** The mark of a verdict. Decoration unless it has a label. */
export function VerdictShape({ tone, size = 12, label }: VerdictShapeProps) {
  return (
    <svg
      aria-hidden={label === undefined}
      role="img"
      aria-label={label}
      className={classNames(styles.shape, styles[tone])}
      width={size}
      height={size}
      viewBox="0 0 12 12"
    >
      {shapes[tone]}
    </svg>
  )
}

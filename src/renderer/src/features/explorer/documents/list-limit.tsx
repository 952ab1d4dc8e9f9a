import css from './list-limit.module.css'

interface ListLimitProps {
  /** Documents that the view lays out. */
  readonly shown: number
  /** Documents that there are, as far as known. */
  readonly all: number
}

/** Says at the end of a list that more documents follow than it can lay out. */
export function ListLimit({ shown, all }: ListLimitProps) {
  if (shown >= all) return null
  const [first, whole] = [shown, all].map(count => count.toLocaleString('en-GB'))
  return (
    <p className={css.end}>
      The first {first} of {whole}. Filter, or use the table.
    </p>
  )
}

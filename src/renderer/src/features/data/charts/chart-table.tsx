import { measureText } from '../schema/field-words.ts'
import type { ChartSeries } from './chart-series.ts'
import css from './charts-view.module.css'

/** Rows of the table; a picture with more places is read by its shape. */
const maxRows = 400

interface ChartTableProps {
  readonly series: ChartSeries
  readonly caption: string
  readonly xName: string
  /** What the one part is called that has no name of its own. */
  readonly valueName?: string
  onPick(index: number): void
}

/** The numbers of a chart, for those who do not see it or want to read them. */
export function ChartTable({ series, caption, xName, valueName = 'Value', onPick }: ChartTableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={css.table} aria-label="Numbers of the chart" tabIndex={0}>
      <table>
        <caption className={css.hidden}>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{xName}</th>
            {series.parts.map(({ name }) => (
              <th key={name} scope="col">
                {series.parts.length === 1 ? valueName : name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {series.places.slice(0, maxRows).map(({ text }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a place is its position
            <tr key={index}>
              <th scope="row">
                <button type="button" title={`Show the documents of ${text}`} onClick={() => onPick(index)}>
                  {text}
                </button>
              </th>
              {series.parts.map(({ name, values }) => (
                <td key={name} data-mono>
                  {values[index] == null ? '' : measureText(values[index])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {series.places.length > maxRows && (
        <p className={css.more}>
          {(series.places.length - maxRows).toLocaleString('en-GB')} more are in the picture
        </p>
      )}
    </section>
  )
}

import type { Row } from './row.ts'

const heads = ['row', 'result', 'goal', 'spread', '', 'what'] as const

/** The rows as text for a terminal. */
export function tableText(rows: readonly Row[]): string {
  const lines = [heads, ...rows.map(cells)]
  const widths = heads.map((_, column) => Math.max(...lines.map(line => line[column]?.length ?? 0)))
  const drawn = lines.map(line =>
    line
      .map((cell, column) => (column === line.length - 1 ? cell : cell.padEnd(widths[column] ?? 0)))
      .join('  ')
      .trimEnd(),
  )
  const notes = rows.flatMap(({ id, notes = [], error }) =>
    [...(error === undefined ? [] : [error]), ...notes].map(note => `  ${id}: ${note}`),
  )
  return `${[...drawn, ...(notes.length === 0 ? [] : ['', ...notes])].join('\n')}\n`
}

function cells(row: Row): readonly string[] {
  const unit = row.unit === undefined ? '' : ` ${row.unit}`
  const result = row.ratio ?? row.value
  return [
    row.id,
    result === undefined ? '-' : row.ratio === undefined ? `${result}${unit}` : `${result} times`,
    row.ratio === undefined ? `${row.goal}${unit}` : `${row.goal} times`,
    row.spread === null ? '-' : String(row.spread),
    verdict(row),
    row.against === '' ? row.what : `${row.what}, against ${row.against}`,
  ]
}

function verdict({ error, informational, pass }: Row): string {
  if (error !== undefined) return 'ERROR'
  if (informational === true) return 'info'
  return pass ? 'pass' : 'MISSED'
}

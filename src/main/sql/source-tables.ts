import type { SqlTable } from '../../shared/sql.ts'
import { sqlIdentifier } from '../../shared/sql-identifier.ts'
import { maskText } from '../api/index.ts'
import type { QueryTable } from '../datasets/index.ts'
import type { SourceTable } from './sql-messages.ts'

/** A dataset as the window lists it, and as the process opens it. */
export interface NamedTable {
  readonly shown: SqlTable
  readonly source: SourceTable
}

const typeNames: Readonly<Record<QueryTable['columns'][number]['storage'], string>> = {
  integer: 'BIGINT',
  hugeint: 'HUGEINT',
  double: 'DOUBLE',
  boolean: 'BOOLEAN',
  timestamp: 'TIMESTAMP',
  text: 'VARCHAR',
  json: 'JSON',
}

/**
 * Datasets under names that SQL can tell apart, where upper and lower case are the same. The newest version of what was
 * loaded has its name, an earlier one that name and `_before`. Of several of one name the one that was first loaded
 * first keeps it, the others get a number; a refresh changes none of that. What has no field has no table.
 */
export function namedTables(datasets: readonly QueryTable[]): readonly NamedTable[] {
  const filled = datasets.filter(({ columns }) => columns.length > 0)
  const groups = [...Map.groupBy(filled, ({ versionsOf }) => versionsOf).values()]
    .map(versions => versions.toSorted((a, b) => b.createdAt.localeCompare(a.createdAt)))
    .toSorted((a, b) => firstOf(a).localeCompare(firstOf(b)))
  // Numbers that make names different come after all names as they are: no earlier version takes one of those.
  const latest = groups.flatMap(versions => versions.slice(0, 1))
  const earlier = groups.flatMap(versions =>
    versions.slice(1).map(dataset => ({ dataset, name: `${versions[0]?.name}_before` })),
  )
  const all = [...latest.map(dataset => ({ dataset, name: dataset.name })), ...earlier]
  const names = unique(all.map(({ name }) => name))
  return all.map(({ dataset }, at): NamedTable => {
    const name = names[at] ?? ''
    const { datasetId, documents, database, table } = dataset
    const columns = unique(dataset.columns.map(({ path }) => path))
    return {
      shown: {
        datasetId,
        identifier: sqlIdentifier(name),
        name: dataset.name,
        documents,
        columns: dataset.columns.map(({ path, storage, isSecret }, index) => ({
          identifier: sqlIdentifier(columns[index] ?? path),
          path,
          type: isSecret ? 'VARCHAR' : typeNames[storage],
          isMasked: isSecret,
        })),
      },
      source: {
        name,
        database,
        table,
        columns: dataset.columns.map(({ path, values, types, storage, isSecret }, index) => ({
          ...{ name: columns[index] ?? path, values, types, isJson: storage === 'json' },
          mask: isSecret ? maskText : null,
        })),
      },
    }
  })
}

function firstOf(versions: readonly QueryTable[]): string {
  return versions.map(({ firstCreatedAt }) => firstCreatedAt).toSorted()[0] ?? ''
}

function unique(names: readonly string[]): readonly string[] {
  const taken = new Set<string>()
  return names.map(name => {
    let free = name === '' ? '_' : name
    for (let number = 2; taken.has(free.toLowerCase()); number++) free = `${name}_${number}`
    taken.add(free.toLowerCase())
    return free
  })
}

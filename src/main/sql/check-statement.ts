import { allowedTableFunctions } from './allowed-functions.ts'

/** Why a statement is not run. */
export interface Refusal {
  readonly message: string
  readonly hint: string
}

/** What typed SQL may name; everything in lower case. */
export interface Allowed {
  readonly tables: ReadonlySet<string>
  readonly functions: ReadonlySet<string>
  /** Views of the engine that describe the database. A name that a query gives itself must not lead to one. */
  readonly systemViews: ReadonlySet<string>
}

type Node = Readonly<Record<string, unknown>>

/** Where rows may come from (`TableReferenceType` of the engine). */
const rowSources = new Set([
  'BASE_TABLE',
  'EMPTY',
  'EXPRESSION_LIST',
  'JOIN',
  'PIVOT',
  'SHOW_REF',
  'SUBQUERY',
  'TABLE_FUNCTION',
])

/**
 * Looks through the tree that the engine itself parsed (`json_serialize_sql`, which takes nothing but SELECT), so that
 * neither comments nor quotes nor spelling matter. Null: the statement may run.
 */
export function refusalOf(tree: unknown, allowed: Allowed): Refusal | null {
  if (!isNode(tree) || !Array.isArray(tree.statements)) return onlySelect
  if (tree.statements.length === 0) return noStatement
  if (tree.statements.length > 1) return oneStatement
  const nodes = nodesOf(tree)
  const own = new Set(nodes.flatMap(ownNames))
  const ofRows = new Set(
    nodes.map(({ type, function: called }) => (type === 'TABLE_FUNCTION' ? called : null)),
  )
  for (const node of nodes) {
    const refusal = refusalOfSource(node, allowed, own) ?? refusalOfFunction(node, allowed, ofRows.has(node))
    if (refusal !== null) return refusal
  }
  return null
}

const noStatement: Refusal = {
  message: 'There is no statement.',
  hint: 'Type one, such as FROM and the name of a dataset.',
}

const oneStatement: Refusal = {
  message: 'Only one statement runs at a time.',
  hint: 'Keep one, and run the others after it.',
}

export const onlySelect: Refusal = {
  message: 'Only SELECT and EXPLAIN run here.',
  hint: 'Datasets are for reading. A query starts with SELECT, FROM, WITH, VALUES, DESCRIBE or SUMMARIZE; PIVOT needs its values in a list.',
}

function refusalOfSource(node: Node, allowed: Allowed, own: ReadonlySet<string>): Refusal | null {
  for (const source of sourcesOf(node)) {
    if (!rowSources.has(textOf(source.type))) return refuse('This way to name rows cannot be used here.')
  }
  if (node.type === 'PARAMETER' || node.class === 'PARAMETER') {
    return refuse('A parameter has no value here.', 'Write the value in its place.')
  }
  if (node.type === 'SHOW_REF' && textOf(node.table_name) !== '' && node.table_name !== '"tables"') {
    return refuse('Only DESCRIBE, SUMMARIZE and SHOW TABLES can be used here.')
  }
  if (node.type !== 'BASE_TABLE') return null
  const name = textOf(node.table_name)
  const isPlain = textOf(node.schema_name) === '' && textOf(node.catalog_name) === ''
  const key = name.toLowerCase()
  if (isPlain && allowed.tables.has(key)) return null
  if (isPlain && own.has(key) && !allowed.systemViews.has(key)) return null
  const full = [node.catalog_name, node.schema_name, name].map(textOf).filter(part => part !== '')
  return refuse(
    `There is no dataset named ${full.join('.')}.`,
    'The list beside has the names that can be used.',
  )
}

function refusalOfFunction(node: Node, allowed: Allowed, makesRows: boolean): Refusal | null {
  if (node.class !== 'FUNCTION' && node.class !== 'WINDOW') return null
  const name = textOf(node.function_name)
  const place = [node.catalog, node.schema].map(textOf).filter(part => part !== '')
  const isBuiltIn = place.every(part => ['main', 'system'].includes(part.toLowerCase()))
  const key = name.toLowerCase()
  const isAllowed = makesRows
    ? allowedTableFunctions.has(key)
    : node.is_operator === true || allowed.functions.has(key) || key === 'unnest'
  if (isBuiltIn && isAllowed) return null
  return refuse(`The function ${[...place, name].join('.')} cannot be used here.`)
}

function refuse(message: string, hint = 'A query reads the loaded datasets, and nothing else.'): Refusal {
  return { message, hint }
}

/** The parts of a node that rows come from. */
function sourcesOf({ type, from_table, left, right, source }: Node): readonly Node[] {
  const parts = type === 'JOIN' ? [left, right] : type === 'PIVOT' ? [source] : [from_table]
  return parts.filter(isNode)
}

/** Names that a query gives to queries inside it. */
function ownNames({ cte_map, cte_name }: Node): readonly string[] {
  const entries = isNode(cte_map) && Array.isArray(cte_map.map) ? cte_map.map.filter(isNode) : []
  const names = entries.map(({ key }) => textOf(key).toLowerCase())
  return typeof cte_name === 'string' ? [...names, cte_name.toLowerCase()] : names
}

function nodesOf(root: Node): readonly Node[] {
  const nodes: Node[] = []
  const work: unknown[] = [root]
  for (let next = work.pop(); next !== undefined; next = work.pop()) {
    if (isNode(next)) nodes.push(next)
    if (typeof next !== 'object' || next === null) continue
    for (const child of Object.values(next)) if (typeof child === 'object' && child !== null) work.push(child)
  }
  return nodes
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

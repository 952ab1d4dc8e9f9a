import { type Connection, query, sqlText } from './engine.ts'
import { maxFields, maxLevels, pointer } from './field-levels.ts'

/** What stands in a field: `odd` where the engine has a name for it that is not known here. */
export type Kind = 'string' | 'integer' | 'double' | 'boolean' | 'null' | 'array' | 'object' | 'odd'

/** A field as all documents have it, and how many have what in it. */
export interface ShapeField {
  readonly keys: readonly string[]
  readonly kinds: Readonly<Partial<Record<Kind, number>>>
  /** The field is an object with fields of its own in some documents. */
  readonly isParent: boolean
}

/** Documents whose names are read one by one. The names of all others are only counted, which is four times faster. */
const sampleSize = 2000
/** Different shapes up to which they are gone through one by one. Most collections have a few dozen. */
const maxShapes = 2000
/** How often names may turn up that no document before had. */
const maxRounds = 6

/**
 * The fields of all documents, and what stands in them. Names come from the first documents; then every document is
 * asked what it has under those names, and how many names it has in all: where that is more, names are read again
 * from such documents. Null where documents have too many shapes or fields, name a field twice, or are no objects.
 */
export async function readShapes(
  connection: Connection,
  source: string,
): Promise<readonly ShapeField[] | null> {
  const root = newBranch([])
  root.canBeObject = true
  await learn(connection, root, source)
  for (let round = 0; round < maxRounds; round++) {
    const branches = [root, ...below(root)]
    if (branches.length === 1 || branches.length > 2 * maxFields) return null
    const objects = branches.filter(({ canBeObject }) => canBeObject)
    const sql = lookSql(source, branches, objects)
    const shapes = await query(connection, `${sql} LIMIT ${maxShapes + 1}`)
    if (shapes.length > maxShapes) return null
    const seen = shapes.map(row => shapeOf(row, branches, objects))
    const strange = seen.filter(shape => !isExplained(shape, objects))
    if (strange.length === 0) return fieldsOf(seen, branches)
    const texts = strange.map(({ text }) => sqlText(text))
    const found = `(SELECT json FROM (SELECT json, ${shapeSql(branches, objects)} AS shape FROM ${source}) WHERE shape IN (${texts.join(', ')}))`
    if (!(await learn(connection, root, found))) return null
  }
  return null
}

/** A name on its path, with the names inside its values. */
interface Branch {
  readonly keys: readonly string[]
  readonly children: Map<string, Branch>
  canBeObject: boolean
}

function newBranch(keys: readonly string[]): Branch {
  return { keys, children: new Map(), canBeObject: false }
}

function below(branch: Branch): readonly Branch[] {
  return [...branch.children.values()].flatMap(child => [child, ...below(child)])
}

type Named = Readonly<Record<string, unknown>>

/** Takes the names of some documents into the tree. Answers whether there were new ones. */
async function learn(connection: Connection, root: Branch, source: string): Promise<boolean> {
  const structures = await query(
    connection,
    `SELECT CAST(json_structure(json) AS VARCHAR) AS structure, count(*) AS documents
     FROM (SELECT json FROM ${source} LIMIT ${sampleSize}) GROUP BY structure ORDER BY documents DESC, structure`,
  )
  let isNew = false
  const grow = (branch: Branch, structure: unknown): void => {
    const isNamed = typeof structure === 'object' && structure !== null && !Array.isArray(structure)
    // An object without names is JSON to the engine.
    if (!isNamed && structure !== 'JSON') return
    if (branch.keys.length >= maxLevels) return
    isNew ||= !branch.canBeObject
    branch.canBeObject = true
    for (const [key, inside] of isNamed ? Object.entries(structure as Named) : []) {
      let child = branch.children.get(key)
      if (child === undefined) {
        isNew = true
        child = newBranch([...branch.keys, key])
        branch.children.set(key, child)
      }
      grow(child, inside)
    }
  }
  for (const { structure } of structures) grow(root, JSON.parse(String(structure)))
  return isNew
}

/** What a document has under each name, and how many names its objects have, as one text. */
function shapeSql(branches: readonly Branch[], objects: readonly Branch[]): string {
  const list = (some: readonly Branch[]): string => `[${some.map(({ keys }) => pointer(...keys)).join(', ')}]`
  const counts = `list_transform(json_keys(json, ${list(objects)}), lambda names: len(names))`
  return `CAST(to_json({types: json_type(json, ${list(branches)}), names: ${counts}}) AS VARCHAR)`
}

function lookSql(source: string, branches: readonly Branch[], objects: readonly Branch[]): string {
  return `SELECT ${shapeSql(branches, objects)} AS shape, count(*) AS documents FROM ${source} GROUP BY shape`
}

/** Documents that have the same under each name. */
interface Shape {
  readonly text: string
  readonly documents: number
  /** The engine's name of a type; null where the document does not have the name. */
  readonly types: ReadonlyMap<Branch, string | null>
  /** How many names an object has. */
  readonly names: ReadonlyMap<Branch, number>
}

function shapeOf(
  { shape, documents }: Named,
  branches: readonly Branch[],
  objects: readonly Branch[],
): Shape {
  const text = String(shape)
  const { types, names } = JSON.parse(text) as { types: (string | null)[]; names: (number | null)[] }
  return {
    text,
    documents: Number(documents),
    types: new Map(branches.map((branch, at) => [branch, types[at] ?? null])),
    names: new Map(objects.map((branch, at) => [branch, names[at] ?? 0])),
  }
}

/** Whether the names in the tree are all that the documents of a shape have. */
function isExplained({ types, names }: Shape, objects: readonly Branch[]): boolean {
  const isKnown = objects.every(branch => {
    const there = [...branch.children.values()].filter(child => (types.get(child) ?? null) !== null)
    return there.length === (names.get(branch) ?? 0)
  })
  return (
    isKnown &&
    [...types].every(([{ keys, canBeObject }, type]) => {
      if (keys.length === 0) return type === 'OBJECT'
      return type !== 'OBJECT' || canBeObject || keys.length >= maxLevels
    })
  )
}

const kindsByType: Readonly<Record<string, Kind>> = {
  VARCHAR: 'string',
  UBIGINT: 'integer',
  BIGINT: 'integer',
  DOUBLE: 'double',
  BOOLEAN: 'boolean',
  NULL: 'null',
  ARRAY: 'array',
  OBJECT: 'object',
}

/** Names that only ever lead to others are no fields of their own. */
function fieldsOf(shapes: readonly Shape[], branches: readonly Branch[]): readonly ShapeField[] | null {
  const fields = branches
    .filter(({ keys }) => keys.length > 0)
    .flatMap(branch => {
      const kinds: Partial<Record<Kind, number>> = {}
      for (const { documents, types, names } of shapes) {
        const type = types.get(branch) ?? null
        if (type === null || (type === 'OBJECT' && (names.get(branch) ?? 0) > 0)) continue
        const kind = kindsByType[type] ?? 'odd'
        kinds[kind] = (kinds[kind] ?? 0) + documents
      }
      return Object.keys(kinds).length === 0
        ? []
        : [{ keys: branch.keys, kinds, isParent: branch.children.size > 0 }]
    })
  return fields.length === 0 || fields.length > maxFields ? null : fields
}

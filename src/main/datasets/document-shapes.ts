import { hidesName } from '../api/index.ts'
import { type Connection, query } from './engine.ts'
import { maxFields, maxLevels } from './field-levels.ts'

/** What stands in a field: `odd` where the engine does not tell, as of an empty object or a list of mixed values. */
export type Kind = 'string' | 'integer' | 'double' | 'boolean' | 'null' | 'array' | 'object' | 'odd'

/** A field as all documents have it, and how many have what in it. */
export interface ShapeField {
  readonly keys: readonly string[]
  readonly kinds: Readonly<Partial<Record<Kind, number>>>
  /** The field is an object with fields of its own in some documents. */
  readonly isParent: boolean
  /** Names inside its values look like secrets. */
  readonly hidesSecrets: boolean
}

/** Different structures up to which they are gone through one by one. Most collections have a few dozen. */
const maxShapes = 2000

/**
 * The fields of all documents, by the structure that the engine sees in each. Null where they have too many
 * structures or fields, or where some are no objects.
 */
export async function readShapes(
  connection: Connection,
  source: string,
): Promise<readonly ShapeField[] | null> {
  const shapes = await query(
    connection,
    `SELECT CAST(json_structure(json) AS VARCHAR) AS shape, count(*) AS documents FROM ${source}
     GROUP BY shape ORDER BY documents DESC, shape LIMIT ${maxShapes + 1}`,
  )
  if (shapes.length > maxShapes) return null
  const root = newBranch()
  for (const { shape, documents } of shapes) {
    const structure: unknown = JSON.parse(String(shape))
    // The engine calls an object without fields JSON, as it does with what it cannot tell.
    if (!isNamed(structure)) return null
    grow(root, structure, Number(documents), 1)
  }
  const fields = [...root.children].flatMap(([key, branch]) => collect(branch, [key]))
  return fields.length === 0 || fields.length > maxFields ? null : fields
}

interface Branch {
  readonly kinds: Partial<Record<Kind, number>>
  readonly children: Map<string, Branch>
  hidesSecrets: boolean
}

function newBranch(): Branch {
  return { kinds: {}, children: new Map(), hidesSecrets: false }
}

function grow(branch: Branch, structure: Named, documents: number, level: number): void {
  for (const [key, child] of Object.entries(structure)) {
    let next = branch.children.get(key)
    if (next === undefined) {
      next = newBranch()
      branch.children.set(key, next)
    }
    if (isNamed(child) && level < maxLevels) grow(next, child, documents, level + 1)
    else {
      const { kind, names } = kindOf(child)
      next.kinds[kind] = (next.kinds[kind] ?? 0) + documents
      next.hidesSecrets ||= names.some(hidesName)
    }
  }
}

function collect(branch: Branch, keys: readonly string[]): readonly ShapeField[] {
  const { kinds, children, hidesSecrets } = branch
  const own = { keys, kinds, isParent: children.size > 0, hidesSecrets }
  const inside = [...children].flatMap(([key, child]) => collect(child, [...keys, key]))
  return Object.keys(kinds).length === 0 ? inside : [own, ...inside]
}

type Named = Readonly<Record<string, unknown>>

function isNamed(structure: unknown): structure is Named {
  return typeof structure === 'object' && structure !== null && !Array.isArray(structure)
}

const kindsByName: Readonly<Record<string, Kind>> = {
  VARCHAR: 'string',
  UBIGINT: 'integer',
  BIGINT: 'integer',
  DOUBLE: 'double',
  BOOLEAN: 'boolean',
  NULL: 'null',
}

/** Goes through what is inside as well: any depth, so without a call for each level. */
function kindOf(structure: unknown): { readonly kind: Kind; readonly names: readonly string[] } {
  if (typeof structure !== 'object' || structure === null) {
    return { kind: kindsByName[String(structure)] ?? 'odd', names: [] }
  }
  const names: string[] = []
  const work: unknown[] = [structure]
  while (work.length > 0) {
    const next = work.pop()
    if (typeof next === 'object' && next !== null) {
      if (isNamed(next)) names.push(...Object.keys(next))
      for (const inside of Object.values(next)) work.push(inside)
    } else if (kindsByName[String(next)] === undefined) return { kind: 'odd', names }
  }
  return { kind: Array.isArray(structure) ? 'array' : 'object', names }
}

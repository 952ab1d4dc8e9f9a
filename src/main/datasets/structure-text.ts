/** One field of a structure, and the engine's type for it. */
export interface StructureLeaf {
  readonly keys: readonly string[]
  readonly type: string
}

type Branch = Map<string, Branch | string>

/** A structure as the engine's `from_json` takes it; null for one without fields. */
export function structureText(leaves: readonly StructureLeaf[]): string | null {
  const root: Branch = new Map()
  for (const { keys, type } of leaves) {
    let branch = root
    for (const key of keys.slice(0, -1)) {
      const inside = branch.get(key)
      const next: Branch = inside instanceof Map ? inside : new Map()
      branch.set(key, next)
      branch = next
    }
    branch.set(keys.at(-1) ?? '', type)
  }
  return root.size === 0 ? null : textOf(root)
}

/** Written by hand, as a key `__proto__` would not become one of an object. */
function textOf(branch: Branch | string): string {
  if (typeof branch === 'string') return JSON.stringify(branch)
  return `{${[...branch].map(([key, inside]) => `${JSON.stringify(key)}:${textOf(inside)}`).join(',')}}`
}

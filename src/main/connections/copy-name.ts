const maxLength = 120

/** Name of a duplicate: the name and `copy`, with a number where that is taken, cut to what a name may have. */
export function copyName(name: string, taken: readonly string[]): string {
  for (let n = 1; ; n++) {
    const ending = n === 1 ? ' copy' : ` copy ${n}`
    const candidate = `${name.slice(0, maxLength - ending.length).trimEnd()}${ending}`
    if (!taken.includes(candidate)) return candidate
  }
}

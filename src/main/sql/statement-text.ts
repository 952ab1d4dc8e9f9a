/** A statement as it is run: whether it asks for a plan, and the query itself. */
export interface StatementParts {
  readonly explain: 'plan' | 'analyze' | null
  readonly query: string
  /** The query without semicolons, so that it can stand inside another. */
  readonly bare: string
}

/**
 * Takes a statement apart by its words. Nothing rests on this being right but that it works: the query is parsed by
 * the engine before anything is done with it.
 */
export function statementParts(text: string): StatementParts {
  const explain = wordAt(text, 0)
  if (explain?.word !== 'explain') return partsOf(null, text)
  const analyze = wordAt(text, explain.end)
  if (analyze?.word !== 'analyze') return partsOf('plan', text.slice(explain.end))
  return partsOf('analyze', text.slice(analyze.end))
}

function partsOf(explain: StatementParts['explain'], query: string): StatementParts {
  return { explain, query, bare: withoutEnds(query) }
}

/** What is skipped as a whole: strings, quoted names and comments. Dollar quotes end with the tag they began with. */
const skipped = /'(?:[^']|'')*'|"(?:[^"]|"")*"|(\$[a-z_0-9]*\$)[\s\S]*?\1|--[^\n\r]*|\/\*[\s\S]*?\*\//giy

/** The text without the semicolons that end it, the places of everything else kept. */
function withoutEnds(text: string): string {
  let kept = ''
  for (let at = 0; at < text.length; ) {
    skipped.lastIndex = at
    const [whole = text.charAt(at)] = skipped.exec(text) ?? []
    kept += whole === ';' ? ' ' : whole
    at += whole.length
  }
  return kept
}

/** The next word in lower case, after white space and comments; null where something else stands. */
function wordAt(text: string, from: number): { readonly word: string; readonly end: number } | null {
  const next = /(?:\s|--[^\n\r]*(?=[\n\r]|$)|\/\*[\s\S]*?\*\/)*([a-z]+)/iy
  next.lastIndex = from
  const found = next.exec(text)
  return found?.[1] === undefined ? null : { word: found[1].toLowerCase(), end: next.lastIndex }
}

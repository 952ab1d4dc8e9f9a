/**
 * Words that the engine takes for its grammar wherever they stand (`duckdb_keywords()`, category `reserved`, and those
 * that cannot name a table or a column).
 */
const reservedWords = new Set(
  `all analyse analyze and any array as asc asymmetric at both case cast check collate column constraint create cross
  default deferrable desc describe distinct do else end except false fetch for foreign from full group having in
  initially inner intersect into is isnull join lambda lateral leading left like limit natural not notnull null
  offset on only or order outer overlaps pivot pivot_longer pivot_wider placing positional primary qualify references
  returning right select semi show similar some summarize symmetric table then to trailing true try_cast union unique
  unpivot using values variadic when where window with anti asof glob ilike map tablesample union`.split(
    /\s+/,
  ),
)

/** A name as it is written in SQL: as it stands where that reads as a name, otherwise in double quotes. */
export function sqlIdentifier(name: string): string {
  if (/^[a-z_][a-z0-9_]*$/i.test(name) && !reservedWords.has(name.toLowerCase())) return name
  return `"${name.replaceAll('"', '""')}"`
}

/** Functions that make rows and reach nothing but their arguments. All others read, write or tell of the engine. */
export const allowedTableFunctions: ReadonlySet<string> = new Set([
  'generate_series',
  'json_each',
  'json_tree',
  'range',
  'repeat',
  'unnest',
])

/**
 * Functions of a value that do more than compute one: they run or plan other statements, read settings and variables,
 * move sequences, write to the log, or describe what stands in the files.
 */
const refused: readonly RegExp[] = [
  /^json_(de)?serialize_/,
  /^json_execute_/,
  /^(current_setting|getvariable|getenv)$/,
  /^(nextval|currval|setseed)$/,
  /^(write_log|parse_duckdb_log_message)$/,
  /^pg_get_/,
  /^stats$/,
]

/** Of the functions that the engine knows, those that a typed statement may use. */
export function allowedFunctions(known: readonly string[]): ReadonlySet<string> {
  return new Set(known.filter(name => !refused.some(pattern => pattern.test(name))))
}

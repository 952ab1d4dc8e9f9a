import { readFileSync } from 'node:fs'

/** Says in how many milliseconds `JSON.parse` makes objects of the bytes of a file: `node parse-body.ts FILE`. */
const bytes = readFileSync(process.argv[2] ?? '')
const startedAt = performance.now()
const parsed: unknown = JSON.parse(bytes.toString('utf8'))
process.stdout.write(String(performance.now() - startedAt))
if (typeof parsed !== 'object') process.exitCode = 1

import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { runProgram } from './run-program.ts'

interface Stage {
  readonly name: string
  readonly commands: readonly (readonly [program: string, ...args: string[]])[]
  /** Where the stage's runner leaves its results as JSON, to be added up at the end. */
  readonly results?: string
}

const stages: readonly Stage[] = [
  { name: 'lint', commands: [['biome', 'ci', '--colors=off', '.']] },
  {
    name: 'types',
    commands: [
      'tsconfig.node.json',
      'tsconfig.web.json',
      'tsconfig.e2e.json',
      'tools/electron-standin/inject',
      'tools/electron-standin/contract',
    ].map(project => ['tsc', '-p', project] as const),
  },
  {
    name: 'rules',
    commands: [
      ['depcruise', 'src', 'demo-cloud', 'e2e', 'tools', 'bench', '--config', '.dependency-cruiser.cjs'],
      ['knip'],
    ],
  },
  {
    name: 'unit',
    commands: [
      ['vitest', 'run', '--reporter=dot', '--reporter=json', '--outputFile.json=test-results/unit.json'],
    ],
    results: 'test-results/unit.json',
  },
  { name: 'build', commands: [['electron-vite', 'build', '--logLevel', 'warn']] },
  { name: 'budget', commands: [['size-limit']] },
  {
    name: 'stand-in',
    commands: [['playwright', 'test', '-c', 'tools/electron-standin/playwright.config.ts']],
    results: 'test-results/stand-in.json',
  },
  { name: 'e2e', commands: [['playwright', 'test']], results: 'test-results/e2e.json' },
]

/** Runs every stage, or those named on the command line, to the first that fails; ends with the number of tests. */
const chosen = process.argv.slice(2)
const unknown = chosen.filter(name => !stages.some(stage => stage.name === name))
if (unknown.length > 0) {
  console.error(
    `There is no stage ${unknown.join(', ')}. Stages: ${stages.map(stage => stage.name).join(', ')}.`,
  )
  process.exit(2)
}

mkdirSync('test-results', { recursive: true })
for (const { results } of stages) if (results !== undefined) rmSync(results, { force: true })

const totals = { passed: 0, failed: 0, skipped: 0 }
let failedStage: string | null = null
for (const stage of stages) {
  if (chosen.length > 0 && !chosen.includes(stage.name)) continue
  const started = performance.now()
  console.log(`\n== ${stage.name}`)
  const failed = await runStage(stage)
  // At once: Playwright empties the folder of results before the next stage fills it.
  countResults(stage)
  console.log(
    `== ${stage.name}: ${failed ? 'failed' : 'ok'}, ${((performance.now() - started) / 1000).toFixed(1)} s`,
  )
  if (failed) {
    failedStage = stage.name
    break
  }
}

console.log(`\n${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`)
if (failedStage !== null) process.exitCode = 1

async function runStage(stage: Stage): Promise<boolean> {
  for (const [program, ...args] of stage.commands) {
    if ((await runProgram(program, args)) !== 0) return true
  }
  return false
}

/** Adds up what the runner reported: vitest's and Playwright's JSON each have their own names for it. */
function countResults({ results }: Stage): void {
  if (results === undefined || !existsSync(results)) return
  const report = JSON.parse(readFileSync(results, 'utf8')) as Partial<Record<string, unknown>>
  const stats = (report['stats'] ?? {}) as Partial<Record<string, number>>
  const number = (key: string): number => Number(report[key] ?? 0)
  const flaky = stats['flaky'] ?? 0
  if (flaky > 0) console.log(`\nPassed only on a second try: ${flaky}. They are listed above as flaky.`)
  totals.passed += number('numPassedTests') + (stats['expected'] ?? 0) + flaky
  totals.failed += number('numFailedTests') + (stats['unexpected'] ?? 0)
  totals.skipped += number('numPendingTests') + number('numTodoTests') + (stats['skipped'] ?? 0)
}

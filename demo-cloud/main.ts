import { HELP, readCommand, UsageError } from './command-line.ts'
import { ControlError } from './control/requests.ts'
import type { DemoCloudDescription } from './description.ts'
import { startDemoCloud } from './server.ts'

/** What a person at a terminal wants to know; standard output with `--json` is for machines. */
function forPeople(description: DemoCloudDescription): string {
  const width = Math.max(...description.clients.map(({ name }) => name.length))
  return [
    'The demo cloud is running. Ctrl+C ends it.',
    '',
    `  Token URL     ${description.tokenUrl}`,
    `  API base URL  ${description.apiBaseUrl}`,
    `  Control URL   ${description.controlUrl}`,
    '',
    'Clients and the verdict that each ends in (--json prints their credentials):',
    ...description.clients.map(({ name, verdict }) => `  ${name.padEnd(width)}  ${verdict}`),
    '',
  ].join('\n')
}

async function run(): Promise<void> {
  const command = readCommand(process.argv.slice(2))
  if (command.help) {
    process.stdout.write(HELP)
    return
  }
  const cloud = await startDemoCloud(command.options)
  const end = (): void => {
    void cloud.close().then(() => process.exit(0))
  }
  process.once('SIGTERM', end)
  process.once('SIGINT', end)
  if (command.exitWithParent) {
    process.once('disconnect', end)
    process.stdin.once('end', end).once('close', end).resume()
  }
  const { description } = cloud
  process.stdout.write(command.json ? `${JSON.stringify(description)}\n` : forPeople(description))
}

try {
  await run()
} catch (error) {
  const expected = error instanceof UsageError || error instanceof ControlError
  process.stderr.write(`${expected ? error.message : String(error)}\n`)
  process.exit(expected ? 2 : 1)
}

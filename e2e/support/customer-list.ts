import type { DemoClient } from '../../demo-cloud/description.ts'
import type { RunningDemoCloud } from './demo-cloud.ts'
import type { Explorer } from './explorer.ts'

const header = [
  'Name',
  'Customer',
  'Client ID',
  'Client Secret',
  'API Key',
  'token_url',
  'api_base_url',
  'Scope',
]

/** The row of a demo client in a customer list. */
export function cellsOf(client: DemoClient, cloud: RunningDemoCloud): readonly string[] {
  return [
    client.name,
    client.customer,
    client.clientId,
    client.clientSecret,
    client.apiKey,
    client.tokenUrl ?? cloud.tokenUrl,
    client.apiBaseUrl ?? cloud.apiBaseUrl,
    client.scope ?? '',
  ]
}

/** A CSV, as a spreadsheet with semicolons writes it. */
export function listOf(rows: readonly (readonly string[])[]): string {
  return [header, ...rows]
    .map(cells => cells.map(cell => `"${cell.replaceAll('"', '""')}"`).join(';'))
    .join('\r\n')
}

/** Has the next questions for files answered with these. */
export function answerOpenDialog({ app }: Explorer, ...filePaths: string[]): Promise<void> {
  return app.evaluate(({ dialog }, paths) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: paths })
  }, filePaths)
}

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { codeLanguages, starterLanguages, type WantedCode } from '../../src/shared/code.ts'
import type { ExplorerBridge } from '../../src/shared/contract.ts'
import { emptyRequest } from '../../src/shared/requests.ts'
import type { Explorer } from './explorer.ts'

/** Every language, as a lone request and as a starter. */
export const everyCode: readonly WantedCode[] = [
  ...codeLanguages.map(language => ({ form: 'request', language }) as const),
  ...starterLanguages.map(language => ({ form: 'starter', language }) as const),
]

/** Secrets that somebody put where they do not belong. */
export interface Planted {
  readonly clientSecret: string
  readonly apiKey: string
}

/**
 * Sends, saves and hands over, in every form there is, a request with secrets in headers, query and body, and takes in
 * an environment of Postman that holds them. Files go to `exports`; what the page was told comes back as JSON.
 */
export async function handEverythingOver(
  { app, page }: Explorer,
  connectionId: string,
  exports: string,
  { clientSecret, apiKey }: Planted,
): Promise<string> {
  const folder = join(exports, connectionId)
  // Not below `exports`: it is full of secrets by its nature.
  const source = join(await mkdtemp(join(tmpdir(), 'explorer-planted-')), 'environment.json')
  await mkdir(folder, { recursive: true })
  const saveTo = (name: string): Promise<void> =>
    app.evaluate(
      ({ dialog }, filePath) => {
        dialog.showSaveDialog = async () => ({ canceled: false, filePath })
      },
      join(folder, name),
    )
  const request = {
    ...emptyRequest,
    method: 'SEARCH',
    path: `/a/documents?api_key=${encodeURIComponent(apiKey)}`,
    query: [{ name: 'client_secret', value: clientSecret, on: true }],
    headers: [
      { name: 'Authorization', value: `Bearer ${clientSecret}`, on: false },
      { name: 'X-Note', value: apiKey.replaceAll(/[^\x20-\x7e]/g, ''), on: true },
    ],
    body: { kind: 'json' as const, text: JSON.stringify({ note: clientSecret, apiKey }), fields: [] },
  }
  const answers: unknown[] = []
  for (const code of everyCode) {
    await saveTo(`${code.form}-${code.language}`)
    const input = { connectionId, request, code }
    const answer = await page.evaluate(async given => {
      const { explorer } = globalThis as unknown as { explorer: ExplorerBridge }
      return [await explorer.requests.code(given), await explorer.requests.saveCode(given)]
    }, input)
    answers.push(answer)
  }
  await saveTo('collection.json')
  answers.push(
    await page.evaluate(
      async given => {
        const { explorer } = globalThis as unknown as { explorer: ExplorerBridge }
        const name = 'Planted'
        const saved = await explorer.workspace.save({ savedId: null, folder: 'Planted', name, ...given })
        const draft = { draftId: crypto.randomUUID(), connectionId: given.connectionId }
        const sent = await explorer.requests.send({ ...draft, request: given.request, confirmed: true })
        if (sent.ok) await explorer.responses.close({ responseId: sent.value.responseId })
        await explorer.requests.saveDrafts({ drafts: [{ ...draft, request: given.request }] })
        const requests = [{ folder: 'Planted', name, request: given.request }]
        const { connectionId } = given
        return [
          saved,
          sent,
          await explorer.requests.history({ connectionId }),
          await explorer.workspace.list({}),
          await explorer.postman.export({ connectionId, name, source: { kind: 'requests', requests } }),
        ]
      },
      { connectionId, request },
    ),
  )
  await writeFile(
    source,
    JSON.stringify({
      name: 'E',
      values: [
        { key: 'client_secret', value: clientSecret },
        { key: 'api_key', value: apiKey },
        { key: 'note', value: apiKey },
      ],
    }),
  )
  await app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] })
  }, source)
  answers.push(
    await page.evaluate(async id => {
      const { explorer } = globalThis as unknown as { explorer: ExplorerBridge }
      const imported = await explorer.postman.import({ connectionId: id })
      const draft = await explorer.drafts.open({})
      if (!imported.ok || imported.value === null || !draft.ok) throw new Error('Nothing was imported.')
      const { importId } = imported.value
      const filled = await explorer.postman.fillDraft({ importId, draftId: draft.value.draftId })
      await explorer.drafts.close(draft.value)
      return [imported, filled, await explorer.requests.variables({ connectionId: id })]
    }, connectionId),
  )
  await rm(dirname(source), { recursive: true, force: true })
  return JSON.stringify(answers)
}

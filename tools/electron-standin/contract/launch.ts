import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ElectronApplication, _electron as electron, expect, type Page } from 'playwright/test'

const APP = join(import.meta.dirname, 'app')

export type Contract = { readonly app: ElectronApplication; readonly page: Page; readonly userData: string }

/** A user data folder of its own; remove it with {@link removeFolder}. */
export function newFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'contract-'))
}

export function removeFolder(folder: string): Promise<void> {
  return rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 })
}

/** Starts the contract's app and waits for its first page. */
export async function launchContract(userData: string, args: readonly string[] = []): Promise<Contract> {
  const app = await electron.launch({
    args: [APP, `--user-data-dir=${userData}`, ...args],
    colorScheme: null,
  })
  const page = await app.firstWindow()
  await expect(page.getByRole('heading', { name: 'Contract' })).toBeVisible()
  return { app, page, userData }
}

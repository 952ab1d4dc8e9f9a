import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, type ElectronApplication, type Page } from 'playwright'
import { startKeyring } from '../../tools/with-keyring.mjs'

export interface LaunchOptions {
  /** Folder for the app's data; a new one, removed on close, when left out. */
  readonly userData?: string
  readonly args?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  /** A private unlocked keyring, a locked one, or none at all. */
  readonly keyring?: 'own' | 'locked' | 'none'
}

export interface Explorer {
  readonly app: ElectronApplication
  readonly page: Page
  close(): Promise<void>
}

const projectFolder = join(import.meta.dirname, '..', '..')
const keyringModes = { own: 'unlocked', locked: 'locked', none: 'none' } as const

/** Starts the built app with data and a keyring of its own, and waits until its window can be used. */
export async function launchExplorer(options: LaunchOptions = {}): Promise<Explorer> {
  const userData = options.userData ?? (await mkdtemp(join(tmpdir(), 'explorer-')))
  const keyring = await startKeyring(keyringModes[options.keyring ?? 'own'])
  const release = async (): Promise<void> => {
    await keyring.stop()
    if (options.userData === undefined) await rm(userData, { recursive: true, force: true })
  }
  let started: ElectronApplication | undefined
  try {
    const app = await _electron.launch({
      cwd: projectFolder,
      args: ['.', `--user-data-dir=${userData}`, ...(options.args ?? [])],
      env: withoutUndefined({ ...process.env, ...keyring.env, ...options.env }),
    })
    started = app
    const page = await app.firstWindow()
    await page.getByRole('tablist', { name: 'Tabs' }).waitFor()
    return {
      app,
      page,
      close: async () => {
        await app.close()
        await release()
      },
    }
  } catch (error) {
    started?.process().kill()
    await release()
    throw error
  }
}

function withoutUndefined(env: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
}

export interface ConnectionToAdd {
  readonly name: string
  readonly customer?: string
  readonly tokenUrl: string
  readonly apiBaseUrl: string
  readonly clientId: string
  readonly clientSecret: string
  readonly apiKey: string
  readonly scope?: string
  readonly clientAuthentication?: 'body' | 'basic'
}

/** Fills in the connection editor as a person would, without saving. */
export async function fillConnection(page: Page, connection: ConnectionToAdd): Promise<void> {
  // The empty main area offers the same a second time.
  await page.getByRole('button', { name: 'New connection' }).first().click()
  const editor = page.getByRole('form', { name: 'Connection' })
  const field = (name: string) => editor.getByRole('textbox', { name, exact: true })
  await field('Name').fill(connection.name)
  if (connection.customer !== undefined)
    await editor.getByLabel('Customer', { exact: true }).fill(connection.customer)
  await choose(page, 'Environment', 'Custom')
  await field('Token URL').fill(connection.tokenUrl)
  await field('API base URL').fill(connection.apiBaseUrl)
  await field('Client ID').fill(connection.clientId)
  await editor.getByLabel('Client Secret', { exact: true }).fill(connection.clientSecret)
  await editor.getByLabel('API Key', { exact: true }).fill(connection.apiKey)
  if (connection.scope !== undefined) await editor.getByLabel('Scope', { exact: true }).fill(connection.scope)
  if (connection.clientAuthentication === 'basic') await choose(page, 'Client authentication', 'Basic header')
}

/** Saves the form and waits until the connection stands in the sidebar. */
export async function saveConnection(page: Page, name: string): Promise<void> {
  const form = page.getByRole('form', { name: 'Connection' })
  await form.getByRole('button', { name: 'Save', exact: true }).click()
  await sidebarConnection(page, name).waitFor()
}

/** Adds a connection through the form and waits until it stands in the sidebar. */
export async function addConnection(page: Page, connection: ConnectionToAdd): Promise<void> {
  await fillConnection(page, connection)
  await saveConnection(page, connection.name)
}

/** The row of a connection in the sidebar. */
export function sidebarConnection(page: Page, name: string) {
  return (
    page
      .getByRole('navigation', { name: 'Connections' })
      // The state follows the name, after a comma.
      .getByRole('treeitem', { name: new RegExp(`^${escapePattern(name)}\\s*,`) })
  )
}

function escapePattern(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
}

async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: label, exact: true }).click()
  await page.getByRole('option', { name: option, exact: true }).click()
}

/** Chooses an entry of a connection's context menu in the sidebar: *Open*, *Check access*, *Token panel*, *Edit*. */
export async function openConnection(page: Page, name: string, entry: string): Promise<void> {
  await sidebarConnection(page, name).click({ button: 'right' })
  // An entry's key hint is part of its name.
  await page.getByRole('menuitem', { name: new RegExp(`^${escapePattern(entry)}\\b`) }).click()
}

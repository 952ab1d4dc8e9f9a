import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'playwright/test'
import { startDemoCloud } from '../e2e/support/demo-cloud.ts'
import {
  type Explorer,
  fillConnection,
  launchExplorer,
  openConnection,
  saveConnection,
} from '../e2e/support/explorer.ts'
import { chooseRuntime } from './electron-standin/locate.ts'

/** Seconds a token of the tour lives: short enough that a renewal can be seen. */
const tokenSeconds = 20

/**
 * Walks through the main job without a display: connect, check, applications, collections, documents, and a token
 * that renews itself. Prints each step with what was seen and leaves pictures in `folder`. Answers the exit code.
 */
export async function runDemoTour(folder: string): Promise<number> {
  const runtime = chooseRuntime()
  Object.assign(process.env, runtime.env)
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  say('Guided tour of Weightron Explorer on the demo cloud. No display was found, so it runs headless.')
  say(runtime.note)
  const cloud = await startDemoCloud({ tokenLifetimeSeconds: tokenSeconds })
  let explorer: Explorer | null = null
  try {
    explorer = await launchExplorer()
    await tour(explorer, cloud, folder)
    say(`\nAll steps went well. The pictures are in ${folder}.`)
    return 0
  } catch (error) {
    say(`\nThis step failed: ${error instanceof Error ? error.message : String(error)}`)
    // A window that was ended cannot be pictured: the step's own message is what matters.
    await explorer?.page
      .screenshot({ path: join(folder, 'failed.png') })
      .catch((reason: unknown) => say(`There is no picture of it: ${String(reason).split('\n')[0]}`))
    return 1
  } finally {
    await explorer?.close()
    await cloud.close()
  }
}

async function tour({ page }: Explorer, cloud: Awaited<ReturnType<typeof startDemoCloud>>, folder: string) {
  let number = 0
  const shoot = (name: string) =>
    page.screenshot({ path: join(folder, `${String(++number).padStart(2, '0')}-${name}.png`) })
  await page.setViewportSize({ width: 1280, height: 800 })

  const client = cloud.client('works')
  await fillConnection(page, {
    tokenUrl: cloud.tokenUrl,
    apiBaseUrl: cloud.apiBaseUrl,
    ...client,
    name: 'Demo tour',
  })
  await shoot('connection')
  await saveConnection(page, 'Demo tour')
  step('Connect', `added the connection "Demo tour" with the Client ID ${client.clientId}`)

  const main = page.getByRole('main')
  await openConnection(page, 'Demo tour', 'Check access')
  const headline = main.getByRole('heading', { name: 'This connection works' })
  await headline.waitFor()
  step('Access check', `${await headline.textContent()}, all four steps passed`)
  await shoot('access-check')

  await openConnection(page, 'Demo tour', 'Open')
  const application = main.getByRole('button', { name: 'Weighbridge network', exact: true })
  await application.waitFor()
  step('Applications', 'listed, among them "Weighbridge network"')
  await shoot('applications')

  await application.click()
  const collection = main.getByRole('button', { name: 'weighings', exact: true })
  await collection.waitFor()
  step('Collections', 'listed, among them "weighings"')
  await shoot('collections')

  await collection.click()
  const grid = main.getByRole('grid')
  await expect(grid).toHaveAttribute('aria-rowcount', /^\d{6}$/)
  await grid.getByRole('row').nth(5).waitFor()
  step('Documents', `a table of ${Number(await grid.getAttribute('aria-rowcount')) - 1} documents`)
  await shoot('documents-table')

  await openConnection(page, 'Demo tour', 'Token panel')
  const requests = main.getByText(/^\d+ since the app started$/)
  const before = Number.parseInt((await requests.textContent()) ?? '', 10)
  await shoot('token-panel')
  await expect(requests).toHaveText(`${before + 1} since the app started`, {
    timeout: (tokenSeconds + 10) * 1000,
  })
  await main.getByText('Token held').waitFor()
  step('Token renewal', `the token of ${tokenSeconds} s was replaced before it ended, without a click`)
  await shoot('token-renewed')
}

function step(name: string, seen: string): void {
  say(`  ok  ${name}: ${seen}`)
}

function say(text: string): void {
  process.stdout.write(`${text}\n`)
}

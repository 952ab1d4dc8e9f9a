import { readdir, readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { expect, type Locator } from 'playwright/test'
import { eventNames } from '../../src/shared/contract.ts'
import { type Evidence, evidenceOfPage } from './canary.ts'
import type { Explorer } from './explorer.ts'

/** Collects what leaves the main process while the app is used. */
export interface Watch {
  /** Keeps what is on the clipboard now. */
  clipboard(after: string): Promise<string>
  /** Presses a button that copies, and keeps what it copied. */
  copied(button: Locator, after: string): Promise<string>
  /** Keeps what the page shows and stores now. */
  page(when: string): Promise<void>
  add(evidence: Evidence): void
  /** Everything so far: with events, console, output of the process and the files below the folders. */
  evidence(folders: readonly string[]): Promise<readonly Evidence[]>
}

type Notified = { notices?: string[]; lastNotice?: Electron.Notification }
type Listening = { collected?: string[]; explorer: { on: Record<string, (listener: unknown) => unknown> } }

/** Watches an app from now on: its page hears every event of the contract. */
export async function watch({ app, page }: Explorer): Promise<Watch> {
  const kept: Evidence[] = []
  const output: string[] = []
  const printed: string[] = []
  app.process().stdout?.on('data', data => output.push(String(data)))
  app.process().stderr?.on('data', data => output.push(String(data)))
  page.on('console', message => printed.push(message.text()))
  page.on('pageerror', error => printed.push(`${error.message}\n${error.stack}`))
  await app.evaluate(({ Notification }) => {
    const scope = globalThis as unknown as Notified
    if (scope.notices !== undefined) return
    const notices: string[] = []
    scope.notices = notices
    const { show } = Notification.prototype
    Notification.prototype.show = function (this: Electron.Notification) {
      notices.push(`${this.title}\n${this.body}`)
      scope.lastNotice = this
      show.call(this)
    }
  })
  await page.evaluate(names => {
    const scope = globalThis as unknown as Listening
    const collected: string[] = []
    scope.collected = collected
    for (const name of names) {
      scope.explorer.on[name]?.((event: unknown) => collected.push(`${name} ${JSON.stringify(event)}`))
    }
  }, eventNames)
  const onClipboard = (): Promise<string> => app.evaluate(({ clipboard }) => clipboard.readText())
  const keepClipboard = async (after: string): Promise<string> => {
    const content = await onClipboard()
    kept.push({ place: `clipboard after ${after}`, content })
    return content
  }
  return {
    clipboard: keepClipboard,
    async copied(button, after) {
      // What was copied before must not be taken for it: main copies some time after the press.
      await app.evaluate(({ clipboard }) => clipboard.writeText(''))
      await button.click()
      await expect.poll(onClipboard).not.toBe('')
      return keepClipboard(after)
    },
    async page(when) {
      const found = await evidenceOfPage(page)
      kept.push(...found.map(({ place, content }) => ({ place: `${place}, ${when}`, content })))
    },
    add: evidence => kept.push(evidence),
    async evidence(folders) {
      const events = await page.evaluate(
        () => (globalThis as unknown as Listening).collected?.join('\n') ?? '',
      )
      const notices = await app.evaluate(() => (globalThis as unknown as Notified).notices ?? [])
      const files = await Promise.all(folders.map(evidenceOfFolder))
      return [
        ...kept,
        { place: 'events', content: events },
        { place: 'notification', content: notices.join('\n') },
        { place: 'console of the page', content: printed.join('\n') },
        { place: 'output of the process', content: output.join('') },
        ...files.flat(),
      ]
    },
  }
}

/** Every file below a folder. Files that vanish meanwhile (Chromium's) are left out. */
async function evidenceOfFolder(folder: string): Promise<readonly Evidence[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name))
  const read = await Promise.all(
    files.map(async (file): Promise<readonly Evidence[]> => {
      try {
        return [{ place: `file ${relative(folder, file)}`, content: await readFile(file) }]
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
        throw error
      }
    }),
  )
  return read.flat()
}

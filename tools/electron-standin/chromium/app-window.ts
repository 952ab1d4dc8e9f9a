import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import type { DevToolsPipe } from './pipe.ts'

/**
 * Opens a window without tabs and address bar. DevTools cannot make one; a second start of the browser on the same
 * profile hands `--app` to the first and ends.
 *
 * @returns the id of the window's page, which shows a blank document
 */
export async function openAppWindow(
  devTools: DevToolsPipe,
  browser: { readonly executable: string; readonly profile: string },
): Promise<string> {
  const mark = randomUUID()
  const targetId = new Promise<string>(resolve => {
    const found = ({
      targetInfo,
    }: {
      readonly targetInfo: { readonly url: string; readonly targetId: string }
    }) => {
      if (targetInfo.url.includes(mark)) resolve(targetInfo.targetId)
    }
    devTools.on('Target.targetCreated', found)
    devTools.on('Target.targetInfoChanged', found)
  })
  const refused = new Promise<never>((_resolve, reject) => {
    const args = ['--no-sandbox', `--user-data-dir=${browser.profile}`, `--app=data:text/html,<!--${mark}-->`]
    spawn(browser.executable, args, { stdio: 'ignore' }).on('error', reject)
  })
  return Promise.race([targetId, refused])
}

import { setTimeout as delay } from 'node:timers/promises'
import type { Rectangle } from 'electron'
import { browserInUse, devTools } from './browser.ts'
import { openAppWindow } from './chromium/app-window.ts'
import { isDevToolsGone } from './chromium/pipe.ts'
import { BINDING, ISOLATED_WORLD, pageScripts } from './page-scripts.ts'
import { runtime } from './runtime.ts'

/** A page of Chromium that stands for one window, ready to be sent somewhere. */
export type PageSession = { readonly targetId: string; readonly sessionId: string }

type PageOptions = Rectangle & { readonly preload: string | undefined }

/** Time for a page to answer `beforeunload`; a navigation under way can swallow the answer. */
const BEFORE_UNLOAD_LIMIT_MS = 1000

/** 3 s in all; Chromium's first window has its document within 0.5 s. */
const FIRST_DOCUMENT_TRIES = 150
const FIRST_DOCUMENT_PAUSE_MS = 20

/**
 * Opens an empty page and prepares it: scripts of both worlds, the line to main, and every request paused. Nothing
 * of the app has run in it when this resolves.
 *
 * @param adopt called as soon as the session exists, before its first event
 */
export async function openPage(options: PageOptions, adopt: (page: PageSession) => void): Promise<void> {
  const { send } = devTools()
  const scripts = pageScripts(options.preload)
  const targetId = await newTarget(options)
  const { sessionId } = await send('Target.attachToTarget', { targetId, flatten: true })
  if (runtime.visible) await firstDocument(sessionId)
  adopt({ targetId, sessionId })
  await Promise.all([
    send('Page.enable', {}, sessionId),
    send('Runtime.enable', undefined, sessionId),
    send('Runtime.addBinding', { name: BINDING, executionContextName: ISOLATED_WORLD }, sessionId),
    send('Page.addScriptToEvaluateOnNewDocument', { source: scripts.mainWorld }, sessionId),
    send(
      'Page.addScriptToEvaluateOnNewDocument',
      { source: scripts.isolatedWorld, worldName: ISOLATED_WORLD },
      sessionId,
    ),
    send('Fetch.enable', { patterns: [{ urlPattern: '*' }] }, sessionId),
    resizePage({ targetId, sessionId }, options),
    send('Runtime.runIfWaitingForDebugger', undefined, sessionId),
  ])
}

/** Makes the page as large as the app's window is to be, whatever bars Chromium adds. */
export async function resizePage({ sessionId, targetId }: PageSession, bounds: Rectangle): Promise<void> {
  const { send } = devTools()
  const { x: left, y: top, width, height } = bounds
  const { windowId } = await send('Browser.getWindowForTarget', { targetId })
  await send('Browser.setWindowBounds', { windowId, bounds: { left, top, width, height } })
  if (!browserInUse?.hiddenBars) return
  await send(
    'Emulation.setDeviceMetricsOverride',
    { width, height, deviceScaleFactor: 0, mobile: false },
    sessionId,
  )
}

/** Waits for the document that an app window opens with: coming later, it would end a load by the app. */
async function firstDocument(sessionId: string): Promise<void> {
  const expression = `location.protocol === 'data:' && document.readyState === 'complete'`
  for (let tries = 0; tries < FIRST_DOCUMENT_TRIES; tries++) {
    const there = await devTools()
      .send('Runtime.evaluate', { expression, returnByValue: true }, sessionId)
      .then(({ result }) => result.value === true)
      // The document it was asked of has just made way for the next.
      .catch(() => false)
    if (there) return
    await delay(FIRST_DOCUMENT_PAUSE_MS)
  }
}

async function newTarget({ width, height }: PageOptions): Promise<string> {
  if (runtime.visible && browserInUse) return openAppWindow(devTools(), browserInUse)
  const options = { url: 'about:blank', newWindow: true, width, height }
  return (await devTools().send('Target.createTarget', options)).targetId
}

const ASK_BEFORE_UNLOAD = `(() => {
  const event = new Event('beforeunload', { cancelable: true })
  Object.defineProperty(event, 'returnValue', { value: '', writable: true })
  return dispatchEvent(event) && !event.returnValue
})()`

/** Whether the page lets itself be closed. One that has not even been opened in time does. */
export async function allowsUnload(page: Promise<PageSession>): Promise<boolean> {
  const overdue = new AbortController()
  const answer = page
    .then(({ sessionId }) =>
      devTools().send('Runtime.evaluate', { expression: ASK_BEFORE_UNLOAD, returnByValue: true }, sessionId),
    )
    .then(({ result }) => result.value !== false)
    .catch(error => {
      if (isDevToolsGone(error)) return true
      throw error
    })
  const limit = delay(BEFORE_UNLOAD_LIMIT_MS, true, { signal: overdue.signal }).catch(() => true)
  try {
    return await Promise.race([answer, limit])
  } finally {
    overdue.abort()
  }
}

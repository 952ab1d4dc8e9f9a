import type { App, Session, Shell } from 'electron'
import { devServerOrigin, isAppUrl } from './app-address.ts'

/** Hosts that may be opened in the person's browser, over https only. */
const linkHosts = new Set(['docs.weightron.cloud'])

/** Whether the person's browser may be sent to this URL. */
export function mayOpenOutside(text: string): boolean {
  if (!URL.canParse(text)) return false
  const url = new URL(text)
  return url.protocol === 'https:' && url.port === '' && url.username === '' && linkHosts.has(url.hostname)
}

/** What the page itself may ask for: its own files, and data and blob URLs, which reach no host. */
export function mayPageRequest(text: string): boolean {
  if (isAppUrl(text) || text.startsWith('data:') || text.startsWith('blob:') || text.startsWith('devtools:'))
    return true
  const dev = devServerOrigin()
  return dev !== null && URL.canParse(text) && new URL(text).host === new URL(dev).host
}

/** Denies the page everything it does not need: hosts, permissions, downloads, a spell checker that fetches. */
export function lockSession(session: Session): void {
  session.webRequest.onBeforeRequest((details, answer) => answer({ cancel: !mayPageRequest(details.url) }))
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  session.setPermissionCheckHandler(() => false)
  session.setSpellCheckerEnabled(false)
  session.on('will-download', event => event.preventDefault())
}

/** Denies every page of the app to navigate, to open windows and to embed others. */
export function lockNavigation(app: App, shell: Pick<Shell, 'openExternal'>): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-navigate', event => {
      if (!isAppUrl(event.url)) event.preventDefault()
    })
    contents.on('will-frame-navigate', event => {
      if (!isAppUrl(event.url)) event.preventDefault()
    })
    contents.on('will-redirect', event => {
      if (!isAppUrl(event.url)) event.preventDefault()
    })
    contents.on('will-attach-webview', event => event.preventDefault())
    contents.setWindowOpenHandler(({ url }) => {
      if (mayOpenOutside(url)) void shell.openExternal(url)
      return { action: 'deny' }
    })
  })
}

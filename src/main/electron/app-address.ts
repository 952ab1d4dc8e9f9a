/** The scheme and host under which the window's page is served. */
export const appScheme = 'app'
export const appOrigin = 'app://explorer'
export const startPage = `${appOrigin}/index.html`

/** True only in `npm run dev`, where the page comes from a development server; the build removes what hangs on it. */
declare const __DEV_SERVER__: boolean
const hasDevServer: boolean = typeof __DEV_SERVER__ === 'boolean' && __DEV_SERVER__

/** The development server's origin, or null in a build. */
export function devServerOrigin(): string | null {
  if (!hasDevServer) return null
  const url = process.env['ELECTRON_RENDERER_URL']
  return url === undefined ? null : new URL(url).origin
}

/** Whether a URL is a page of this app, and of nothing that merely looks like it (`app://explorer.evil`). */
export function isAppUrl(text: string): boolean {
  if (!URL.canParse(text)) return false
  const url = new URL(text)
  if (url.protocol === `${appScheme}:`)
    return url.host === 'explorer' && url.username === '' && url.port === ''
  return hasDevServer && url.origin === devServerOrigin()
}

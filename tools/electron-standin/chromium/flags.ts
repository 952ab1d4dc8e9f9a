/** Features that reach out to hosts of their own, or that change what a page may do compared with Electron. */
const DISABLED_FEATURES = [
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PaintHolding',
  'Translate',
]

/** No name resolves but the loopback ones, so that no page, socket or background service reaches out. */
const LOOPBACK_ONLY = 'MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1, EXCLUDE [::1]'

const ALWAYS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--no-default-browser-check',
  '--no-proxy-server',
  '--no-startup-window',
  '--disable-background-networking',
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-breakpad',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-dev-shm-usage',
  '--disable-domain-reliability',
  '--disable-extensions',
  '--disable-field-trial-config',
  '--disable-ipc-flooding-protection',
  '--block-new-web-contents',
  '--disable-renderer-backgrounding',
  '--disable-sync',
  '--disable-infobars',
  '--force-color-profile=srgb',
  '--metrics-recording-only',
  '--password-store=basic',
  '--use-mock-keychain',
  '--remote-debugging-pipe',
]

export type FlagOptions = {
  readonly profile: string
  /** Port for a driver such as Playwright, '0' for any; undefined for none. */
  readonly debuggingPort: string | undefined
  readonly headless: 'shell' | 'new' | 'no'
  /** What the app asked for by `app.commandLine`. */
  readonly switches: ReadonlyMap<string, string>
}

/** Switches that decide about the stand-in itself; the app's wish for them is not passed on. */
const OURS = new Set([
  'user-data-dir',
  'remote-debugging-port',
  'remote-debugging-pipe',
  'inspect',
  'headless',
])
const MERGED = 'disable-features'

export function chromiumFlags({ profile, debuggingPort, headless, switches }: FlagOptions): string[] {
  const features = [...DISABLED_FEATURES, ...(switches.get(MERGED)?.split(',') ?? [])].filter(Boolean)
  const asked = [...switches].filter(([name]) => !OURS.has(name) && name !== MERGED)
  return [
    ...asked.map(([name, value]) => (value === '' ? `--${name}` : `--${name}=${value}`)),
    ...ALWAYS,
    `--disable-features=${[...new Set(features)].join(',')}`,
    `--host-resolver-rules=${LOOPBACK_ONLY}`,
    `--user-data-dir=${profile}`,
    ...(headless === 'new' ? ['--headless=new'] : []),
    ...(debuggingPort === undefined ? [] : [`--remote-debugging-port=${debuggingPort}`]),
  ]
}

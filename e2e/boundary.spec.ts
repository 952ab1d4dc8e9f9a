import { expect, test } from 'playwright/test'
import { calls, eventNames } from '../src/shared/contract.ts'
import { type Explorer, launchExplorer } from './support/explorer.ts'

test.describe('the page of the app', () => {
  let explorer: Explorer
  test.beforeAll(async () => {
    explorer = await launchExplorer({ keyring: 'none' })
  })
  test.afterAll(() => explorer.close())

  test('has nothing of Node and nothing generic of Electron', async () => {
    const found = await explorer.page.evaluate(() =>
      ['process', 'require', 'module', 'Buffer', 'global', 'ipcRenderer', 'electron', '__dirname'].filter(
        name => name in globalThis,
      ),
    )
    expect(found).toEqual([])
  })

  test('is given exactly the calls and events of the contract', async () => {
    const exposed = await explorer.page.evaluate(() =>
      Object.entries(
        (globalThis as unknown as { explorer: Record<string, Record<string, unknown>> }).explorer,
      )
        .flatMap(([group, methods]) =>
          Object.entries(methods).map(([name, value]) => `${group}.${name}:${typeof value}`),
        )
        .toSorted(),
    )
    const expected = [...Object.keys(calls), ...eventNames.map(name => `on.${name}`)]
    expect(exposed).toEqual(expected.map(name => `${name}:function`).toSorted())
  })

  test('cannot change what it was given', async () => {
    const changed = await explorer.page.evaluate(() => {
      const scope = globalThis as unknown as { explorer: Record<string, Record<string, unknown>> }
      const before = scope.explorer['app']?.['info']
      try {
        scope.explorer = {}
        if (scope.explorer['app'] !== undefined) scope.explorer['app']['info'] = () => 'mine'
      } catch {
        // Strict mode throws; sloppy mode ignores. Both are fine.
      }
      return scope.explorer['app']?.['info'] !== before
    })
    expect(changed).toBe(false)
  })

  test('cannot run inline script, evaluate text or reach any host', async () => {
    const outcome = await explorer.page.evaluate(async () => {
      const scope = globalThis as unknown as { injected?: boolean }
      const violations: string[] = []
      document.addEventListener('securitypolicyviolation', event => violations.push(event.effectiveDirective))
      const script = document.createElement('script')
      script.textContent = 'globalThis.injected = true'
      document.head.append(script)
      const evaluated = await new Promise<string>(resolve => {
        setTimeout(() => {
          try {
            // biome-ignore lint/security/noGlobalEval: that it fails is what is tested
            resolve(String(globalThis.eval('1 + 1')))
          } catch (error) {
            resolve((error as Error).name)
          }
        })
      })
      const fetched = await fetch('http://127.0.0.1:9/').then(
        () => 'answered',
        (error: Error) => error.name,
      )
      const frame = document.createElement('iframe')
      frame.src = 'https://example.com/'
      document.body.append(frame)
      await new Promise(resolve => setTimeout(resolve, 100))
      return { injected: scope.injected === true, evaluated, fetched, violations }
    })
    expect(outcome).toMatchObject({ injected: false, evaluated: 'EvalError', fetched: 'TypeError' })
    expect(outcome.violations).toEqual(
      expect.arrayContaining(['script-src-elem', 'script-src', 'connect-src', 'frame-src']),
    )
  })

  test('cannot be navigated away, open a window or be given a permission', async () => {
    const address = explorer.page.url()
    const outcome = await explorer.page.evaluate(async () => {
      const opened = window.open('https://example.com/') !== null
      const link = document.createElement('a')
      link.href = 'https://example.com/elsewhere'
      document.body.append(link)
      link.click()
      const permission = await navigator.permissions
        .query({ name: 'geolocation' })
        .then(status => status.state)
      return { opened, permission }
    })
    expect(outcome.opened).toBe(false)
    expect(outcome.permission).not.toBe('granted')
    await expect(explorer.page.getByRole('tablist', { name: 'Tabs' })).toBeVisible()
    expect(explorer.page.url()).toBe(address)
    expect(explorer.app.windows()).toHaveLength(1)
  })
})

test('a second start on the same data shows the window of the first and ends', async () => {
  const first = await launchExplorer({ keyring: 'none' })
  try {
    const userData = await first.app.evaluate(({ app }) => app.getPath('userData'))
    await expect(launchExplorer({ userData, keyring: 'none' })).rejects.toThrow()
    await expect(first.page.getByRole('tablist', { name: 'Tabs' })).toBeVisible()
  } finally {
    await first.close()
  }
})

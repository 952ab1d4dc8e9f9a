import { expect, test } from 'playwright/test'
import { type Contract, launchContract, newFolder, removeFolder } from './launch.ts'
import './main-globals.ts'

let contract: Contract
test.beforeAll(async () => {
  contract = await launchContract(await newFolder())
})
test.afterAll(async () => {
  await contract.app.close()
  await removeFolder(contract.userData)
})

const events = (): Promise<unknown[]> => contract.app.evaluate(() => globalThis.childEvents)

test.beforeEach(async () => {
  await contract.app.evaluate(() => {
    globalThis.seen.processes.length = 0
    globalThis.childEvents = []
    globalThis.child = globalThis.fork('echo-child.mjs', ['--flag'], {
      env: { ...process.env, SECRET: 'value' },
      stdio: 'pipe',
      serviceName: 'echo',
    })
    const { child, childEvents } = globalThis
    child.on('spawn', () => childEvents.push('spawn'))
    child.on('message', message => childEvents.push(message))
    child.on('exit', code => childEvents.push({ code }))
    child.postMessage({ at: new Date(5), bytes: new Uint8Array([1, 2]) })
  })
  await expect.poll(events).toHaveLength(2)
})
test.afterEach(async () => {
  await contract.app.evaluate(() => void globalThis.child.kill())
})

test('a child gets its arguments, environment and messages sent before it listened', async () => {
  const [spawn, message] = await contract.app.evaluate(() => {
    const [spawn, message] = globalThis.childEvents as [string, { data: { at: Date; bytes: Uint8Array } }]
    return [spawn, { ...message, data: { at: message.data.at.getTime(), bytes: [...message.data.bytes] } }]
  })
  expect(spawn).toBe('spawn')
  expect(message).toEqual({
    data: { at: 5, bytes: [1, 2] },
    argv: ['--flag'],
    type: 'utility',
    secret: 'value',
  })
})

test('a child that ends by itself tells its code', async () => {
  expect(await contract.app.evaluate(() => typeof globalThis.child.pid)).toBe('number')
  await contract.app.evaluate(() => globalThis.child.postMessage('exit'))
  await expect.poll(async () => (await events()).at(-1)).toEqual({ code: 3 })
  expect(await contract.app.evaluate(() => globalThis.child.pid)).toBeUndefined()
})

test('a child that is killed has gone, even while it works', async () => {
  await contract.app.evaluate(() => globalThis.child.postMessage('block'))
  expect(await contract.app.evaluate(() => globalThis.child.kill())).toBe(true)
  await expect.poll(async () => (await events()).at(-1)).toHaveProperty('code')
  expect(await contract.app.evaluate(() => globalThis.seen.processes)).toMatchObject([
    { type: 'Utility', reason: 'killed', serviceName: 'echo' },
  ])
})

test('a child that crashes is told of, and the app goes on', async () => {
  await contract.app.evaluate(() => globalThis.child.postMessage('crash'))
  await expect.poll(async () => (await events()).at(-1)).toHaveProperty('code')
  expect(await contract.app.evaluate(() => globalThis.seen.processes)).toMatchObject([{ reason: 'crashed' }])
  await expect(contract.page.getByRole('heading', { name: 'Contract' })).toBeVisible()
})

import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { type KeyringMode, startKeyring } from '../../../tools/with-keyring.mjs'
import { createKeychain } from './keychain.ts'
import { keychainForks } from './keychain-fork.test-support.ts'

/*
 * These tests talk to a real GNOME keyring on a private D-Bus. Where a program is missing they fail and name the
 * package to install (dbus, gnome-keyring); libsecret-1-0 is needed as well.
 */

const cleanUp: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const each of cleanUp.splice(0).toReversed()) await each()
})

async function keychainIn(mode: KeyringMode, timeLimitMs = 5000) {
  const keyring = await startKeyring(mode)
  cleanUp.push(() => keyring.stop())
  const forks = keychainForks(keyring.env)
  cleanUp.push(() => forks.stop())
  const keychain = createKeychain({
    fork: forks.fork,
    service: 'Explorer test',
    timeLimitMs,
    platform: 'linux',
  })
  return { keyring, forks, keychain }
}

const keychainError = (code: 'keychain_locked' | 'keychain_unavailable') =>
  expect.objectContaining({ name: 'ExplorerError', code })

describe('an unlocked keychain', () => {
  it('gives back what was stored, replaces it and deletes it', async () => {
    const { keychain } = await keychainIn('unlocked')
    await keychain.set('a', 'first')
    await keychain.set('b', 'other')
    await keychain.set('a', 'sécond ✓')
    expect(await keychain.get('a')).toBe('sécond ✓')
    await keychain.delete('a')
    await expect(keychain.get('a')).rejects.toEqual(keychainError('keychain_locked'))
    expect(await keychain.get('b')).toBe('other')
  })

  it('is reported as available, and leaves no probe behind', async () => {
    const { keychain } = await keychainIn('unlocked')
    expect(await keychain.state()).toMatchObject({ state: 'available', hint: '' })
    await expect(keychain.get('keychain-probe')).rejects.toEqual(keychainError('keychain_locked'))
  })

  it('takes the deletion of an entry that does not exist as done', async () => {
    const { keychain } = await keychainIn('unlocked')
    await expect(keychain.delete('never stored')).resolves.toBeUndefined()
  })

  it('takes entries of up to 2,560 bytes of UTF-8 and no longer ones', async () => {
    const { keychain } = await keychainIn('unlocked')
    const longest = 'ä'.repeat(1280)
    await keychain.set('a', longest)
    await expect(keychain.set('a', `${longest}b`)).rejects.toMatchObject({
      code: 'invalid_input',
      message: expect.stringContaining('2561 bytes'),
    })
    expect(await keychain.get('a')).toBe(longest)
  })

  it('answers many calls in their order with one process', async () => {
    const { keychain, forks } = await keychainIn('unlocked')
    const names = Array.from({ length: 20 }, (_, n) => `entry ${n}`)
    await Promise.all(names.map(name => keychain.set(name, name)))
    expect(await Promise.all(names.map(name => keychain.get(name)))).toEqual(names)
    expect(forks.children).toHaveLength(1)
  })

  it('drops a call that is cancelled while it waits', async () => {
    const { keychain } = await keychainIn('unlocked')
    const cancel = new AbortController()
    const first = keychain.set('a', 'first')
    const second = keychain.set('a', 'second', cancel.signal)
    cancel.abort()
    await expect(second).rejects.toMatchObject({ code: 'cancelled' })
    await first
    expect(await keychain.get('a')).toBe('first')
  })
})

describe('a locked keychain with nobody to unlock it', () => {
  it('is locked for reading, writing and deleting, and loses nothing', async () => {
    const { keychain, keyring } = await keychainIn('unlocked')
    await keychain.set('a', 'kept')
    await keyring.lock()
    await expect(keychain.get('a')).rejects.toEqual(keychainError('keychain_locked'))
    await expect(keychain.set('a', 'new')).rejects.toEqual(keychainError('keychain_locked'))
    await expect(keychain.delete('a')).rejects.toEqual(keychainError('keychain_locked'))
  })

  it('is reported as locked, with what to do', async () => {
    const { keychain } = await keychainIn('locked')
    const { state, hint } = await keychain.state()
    expect(state).toBe('locked')
    expect(hint).toMatch(/unlock the keyring/i)
  })
})

describe('a keychain that asks for its password and gets no answer', () => {
  it('is given up after the time limit, its process is killed, and the next call has a fresh one', async () => {
    const { keychain, forks } = await keychainIn('asking', 1000)
    await expect(keychain.set('a', 'x')).rejects.toMatchObject({
      code: 'keychain_locked',
      message: expect.stringContaining('did not answer within 1 s'),
    })
    const stuck = forks.children[0]
    if (stuck?.exitCode === null && stuck.signalCode === null) {
      await new Promise(resolve => stuck.once('exit', resolve))
    }
    expect(stuck?.signalCode).toMatch(/SIGTERM|SIGKILL/)
    await expect(keychain.get('a')).rejects.toEqual(keychainError('keychain_locked'))
    expect(forks.children.length).toBeGreaterThan(1)
  })
})

describe.each(['none', 'no-bus'] as const)('a machine without a keychain (%s)', mode => {
  it('says that it cannot be used, for every call', async () => {
    const { keychain } = await keychainIn(mode)
    await expect(keychain.get('a')).rejects.toEqual(keychainError('keychain_unavailable'))
    await expect(keychain.set('a', 'x')).rejects.toEqual(keychainError('keychain_unavailable'))
    await expect(keychain.delete('a')).rejects.toEqual(keychainError('keychain_unavailable'))
    const { state, hint } = await keychain.state()
    expect(state).toBe('unavailable')
    expect(hint).toMatch(/this session only/)
  })
})

describe('a keychain process that fails', () => {
  it('ends the call when it is killed in the middle, and the next call works', async () => {
    const { keychain, forks } = await keychainIn('unlocked')
    await keychain.set('a', 'kept')
    const call = keychain.get('a')
    const killed = expect(call).rejects.toMatchObject({ code: 'keychain_unavailable', retryable: true })
    await Promise.resolve()
    forks.children[0]?.kill('SIGKILL')
    await killed
    expect(await keychain.get('a')).toBe('kept')
    expect(forks.children).toHaveLength(2)
  })

  it('is killed for good when it does not end by itself', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'keychain-'))
    cleanUp.push(() => rm(folder, { recursive: true }))
    const stubborn = join(folder, 'stubborn.mjs')
    await writeFile(stubborn, `process.on('SIGTERM', () => {}); process.on('message', () => {})`)
    const forks = keychainForks({}, stubborn)
    cleanUp.push(() => forks.stop())
    const keychain = createKeychain({ fork: forks.fork, service: 'Explorer test', timeLimitMs: 1000 })
    await expect(keychain.get('a')).rejects.toEqual(keychainError('keychain_locked'))
    const child = forks.children[0]
    await new Promise(resolve => child?.once('exit', resolve))
    expect(child?.signalCode).toBe('SIGKILL')
  })

  it('says so when the keychain module is not there', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'keychain-'))
    cleanUp.push(() => rm(folder, { recursive: true }))
    await cp(join(import.meta.dirname, 'keychain-process.ts'), join(folder, 'keychain-process.ts'))
    const forks = keychainForks({}, join(folder, 'keychain-process.ts'))
    cleanUp.push(() => forks.stop())
    const options = { fork: forks.fork, service: 'Explorer test', timeLimitMs: 5000, platform: 'linux' }
    const state = await createKeychain(options).state()
    expect(state).toMatchObject({ state: 'unavailable', hint: expect.stringContaining('libsecret-1-0') })
    expect(state.message).toMatch(/could not load/)
  })
})

describe('the words for a keychain that fails', () => {
  it.each([
    ['linux', /GNOME Keyring or KWallet/],
    ['darwin', /Keychain Access/],
    ['win32', /Credential Manager/],
  ])('fit %s', async (platform, words) => {
    const keyring = await startKeyring('no-bus')
    cleanUp.push(() => keyring.stop())
    const forks = keychainForks(keyring.env)
    cleanUp.push(() => forks.stop())
    const keychain = createKeychain({
      fork: forks.fork,
      service: 'Explorer test',
      timeLimitMs: 5000,
      platform,
    })
    expect((await keychain.state()).hint).toMatch(words)
  })
})

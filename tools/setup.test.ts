import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { refuseUnsupported } from './setup/node-version.mjs'

/** A checkout with the real set-up, and programs of our own in place of npm and apt, alone on the PATH. */
let place = ''
let checkout = ''
let programs = ''

beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'set-up ü-'))
  checkout = join(place, 'the checkout')
  programs = join(place, 'bin')
  mkdirSync(join(checkout, 'tools', 'tasks'), { recursive: true })
  mkdirSync(programs)
  cpSync(join(import.meta.dirname, 'setup.mjs'), join(checkout, 'tools', 'setup.mjs'))
  cpSync(join(import.meta.dirname, 'setup'), join(checkout, 'tools', 'setup'), { recursive: true })
  writeFileSync(join(checkout, 'package-lock.json'), '{}')
  // Installs what the set-up looks for, and keeps count; slow enough that a second one would overlap.
  program(
    'npm',
    `echo "begin $*" >>'${place}/npm.log'; /bin/sleep 0.3; /bin/mkdir -p node_modules/electron
echo '{"version":"1.2.3"}' >node_modules/electron/package.json
echo >node_modules/electron/install.js
echo end >>'${place}/npm.log'; echo >node_modules/.package-lock.json; echo noise`,
  )
  for (const name of ['chromium', 'dbus-daemon', 'dbus-send', 'gnome-keyring-daemon', 'apt-get'])
    program(name, `echo "${name} $*" >>'${place}/apt.log'`)
  program('apt-cache', 'exit 0')
  symlinkSync('/bin/sh', join(programs, 'sh'))
  task('hello', "console.log('hello', ...process.argv.slice(2)); process.exitCode = 7")
})
afterEach(() => rm(place, { recursive: true, force: true }))

function program(name: string, script: string): void {
  writeFileSync(join(programs, name), `#!/bin/sh\n${script}\n`)
  chmodSync(join(programs, name), 0o755)
}

function task(name: string, script: string): void {
  writeFileSync(join(checkout, 'tools', 'tasks', `${name}.ts`), script)
}

function start(
  command: readonly string[],
  env: Readonly<Record<string, string>> = {},
  onOutput: (child: ChildProcess, output: string) => void = () => {},
): Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }> {
  const [file = '', ...args] = command
  const child = spawn(file, args, { cwd: checkout, env: { PATH: programs, ...env } })
  const said = { stdout: '', stderr: '' }
  for (const stream of ['stdout', 'stderr'] as const)
    child[stream].on('data', chunk => {
      said[stream] += chunk
      onOutput(child, said[stream])
    })
  return new Promise(resolve => child.once('close', code => resolve({ code, ...said })))
}

const setUp = (...args: readonly string[]) => [
  process.execPath,
  join(checkout, 'tools', 'setup.mjs'),
  ...args,
]

describe.runIf(process.platform === 'linux')('the set-up', () => {
  it('leaves standard output to the task, and ends as the task ends', async () => {
    const { code, stdout, stderr } = await start(setUp('hello', 'two', 'words'))
    expect({ code, stdout }).toEqual({ code: 7, stdout: 'hello two words\n' })
    expect(stderr).toContain('setup: installing the packages')
    expect(stderr).toContain('setup: runtime: the stand-in for Electron')
  })

  it('installs once where two scripts are started at the same time', async () => {
    await Promise.all([start(setUp('hello')), start(setUp('hello'))])
    const log = readFileSync(join(place, 'npm.log'), 'utf8').trim().split('\n')
    expect(log).toEqual([expect.stringMatching(/^begin ci .*--include=dev/), 'end'])
    expect(existsSync(join(checkout, '.setup-lock'))).toBe(false)
  })

  it('takes over from a set-up that was ended half-way', async () => {
    const ended = spawn(process.execPath, ['-e', ''])
    await new Promise(resolve => ended.once('exit', resolve))
    writeFileSync(join(checkout, '.setup-lock'), String(ended.pid))
    mkdirSync(join(checkout, 'node_modules'))
    expect(await start(setUp('hello'))).toMatchObject({ code: 7 })
    expect(readFileSync(join(place, 'npm.log'), 'utf8')).toContain('end')
  })

  it('ends the task when npm has ended the shell between them', async () => {
    task(
      'run',
      "process.on('SIGTERM', () => { console.log('ended'); process.exit() }); setInterval(() => {}, 1000); console.log('ready')",
    )
    const script = `'${process.execPath}' tools/setup.mjs run; true`
    const { stdout } = await start(
      ['/bin/sh', '-c', script],
      { npm_lifecycle_event: 'run' },
      (shell, output) => {
        if (output === 'ready\n') shell.kill('SIGTERM')
      },
    )
    expect(stdout).toBe('ready\nended\n')
  })

  it('says at once that a window needs a display', async () => {
    task('start', '')
    const { code, stderr } = await start(setUp('start'))
    expect(code).toBe(1)
    expect(stderr).toContain('npm run demo')
    expect(existsSync(join(place, 'npm.log'))).toBe(false)
  })

  it('knows its tasks', async () => {
    const { code, stderr } = await start(setUp('fly'))
    expect({ code, stderr }).toEqual({ code: 1, stderr: 'setup: There is no task named fly.\n' })
  })

  it.runIf(process.getuid?.() === 0)('installs what the system lacks', async () => {
    await rm(join(programs, 'chromium'))
    expect(await start(setUp('hello'))).toMatchObject({ code: 7 })
    expect(readFileSync(join(place, 'apt.log'), 'utf8')).toMatch(
      /apt-get .*install .*chromium-headless-shell/,
    )
  })
})

describe.runIf(process.platform === 'linux')('the task that is put into one file', () => {
  const bundle = () => join(checkout, 'node_modules', '.cache', 'tasks', 'check.mjs')
  const answer = (word: string) =>
    writeFileSync(join(checkout, 'tools', 'answer.ts'), `export const answer: string = '${word}'`)

  beforeEach(() => {
    answer('one')
    task('check', "import { answer } from '../answer.ts'; console.log(answer, import.meta.dirname)")
  })
  const withBundler = () => {
    mkdirSync(join(checkout, 'node_modules'))
    const real = join(import.meta.dirname, '..', 'node_modules', 'rolldown')
    symlinkSync(real, join(checkout, 'node_modules', 'rolldown'))
  }
  const tasks = () => join(checkout, 'tools', 'tasks')

  it('follows its sources, and knows where they are', async () => {
    withBundler()
    expect(await start(setUp('check'))).toMatchObject({ code: 0, stdout: `one ${tasks()}\n` })
    answer('two')
    expect(await start(setUp('check'))).toMatchObject({ code: 0, stdout: `two ${tasks()}\n` })
    expect(readFileSync(bundle(), 'utf8')).toContain('two')
  })

  it('is not made again where nothing has changed', async () => {
    withBundler()
    await start(setUp('check'))
    writeFileSync(bundle(), "console.log('kept')")
    expect(await start(setUp('check'))).toMatchObject({ code: 0, stdout: 'kept\n' })
  })

  it('runs from its sources where it cannot be made', async () => {
    const { code, stdout, stderr } = await start(setUp('check'))
    expect({ code, stdout }).toEqual({ code: 0, stdout: `one ${tasks()}\n` })
    expect(stderr).toContain('setup: check starts slowly, from its sources')
    expect(existsSync(bundle())).toBe(false)
  })
})

describe('refusing a machine', () => {
  const linux = { platform: 'linux', arch: 'x64', version: '20.0.0' }

  it('takes Node 20 where a newer one comes as a package, and asks for it elsewhere', () => {
    expect(() => refuseUnsupported(linux)).not.toThrow()
    expect(() => refuseUnsupported({ ...linux, version: '18.20.1' })).toThrow('needs Node 20 or newer')
    expect(() => refuseUnsupported({ ...linux, arch: 'arm64' })).toThrow('needs Node 22.12 or newer')
    expect(() => refuseUnsupported({ ...linux, platform: 'darwin', version: '22.12.0' })).not.toThrow()
  })

  it('names the systems that it knows', () => {
    expect(() => refuseUnsupported({ ...linux, platform: 'freebsd' })).toThrow(/this is freebsd/)
  })
})

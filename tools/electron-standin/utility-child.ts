/**
 * What runs in a child started by `utilityProcess.fork`: gives it `process.parentPort`, then loads the module it
 * was started for. Ends with its parent, even while native code blocks a thread.
 */

import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { ParentPort } from 'electron'
import { answerElectronWith } from './module-hooks.ts'
import { strictEmitter } from './strict.ts'

class StandInParentPort
  extends strictEmitter('process.parentPort')
  implements Pick<ParentPort, 'postMessage'>
{
  #unread: unknown[] | undefined = []

  constructor() {
    super()
    process.on('message', data => {
      if (this.#unread) this.#unread.push(data)
      else this.#deliver(data)
    })
    this.on('newListener', event => {
      if (event === 'message') queueMicrotask(() => this.start())
    })
  }

  start(): void {
    const unread = this.#unread ?? []
    this.#unread = undefined
    for (const data of unread) this.#deliver(data)
  }

  #deliver(data: unknown): void {
    this.emit('message', { data, ports: [] })
  }

  postMessage(message: unknown): void {
    process.send?.(message)
  }
}

process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'))

const [, , modulePath = '', ...args] = process.argv
const entry = resolve(modulePath)
process.argv = [process.execPath, entry, ...args]
Object.defineProperties(process, {
  type: { value: 'utility' },
  parentPort: { value: new StandInParentPort() },
})
answerElectronWith(new URL('./api/electron-in-utility.ts', import.meta.url).href)
await import(pathToFileURL(entry).href)

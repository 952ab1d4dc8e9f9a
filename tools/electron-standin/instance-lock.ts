import { createHash } from 'node:crypto'
import { realpathSync } from 'node:fs'
import { connect, createServer, type Server } from 'node:net'
import { text } from 'node:stream/consumers'

type Greeting = { readonly argv: string[]; readonly cwd: string; readonly data: unknown }

/**
 * One instance per user data folder. The lock is a socket in Linux' abstract namespace, named after the folder: it
 * leaves no file, and it is free again the moment its owner ends, however that happens.
 */
export class InstanceLock {
  /** Settles when the instance that holds the lock has been told of this one. */
  told: Promise<void> = Promise.resolve()
  readonly #onSecondInstance: (argv: string[], cwd: string, data: unknown) => void
  #server: Server | undefined

  constructor(onSecondInstance: (argv: string[], cwd: string, data: unknown) => void) {
    this.#onSecondInstance = onSecondInstance
  }

  get held(): boolean {
    return this.#server?.listening ?? false
  }

  /** Takes the lock, or tells its holder about this instance; says which at once. */
  request(folder: string, data: unknown): boolean {
    if (this.held) return true
    const name = createHash('sha256').update(realpathSync(folder)).digest('hex')
    const path = `\0electron-standin-${name}`
    const server = createServer(socket => {
      text(socket)
        .then(received => {
          const greeting: Greeting = JSON.parse(received)
          this.#onSecondInstance(greeting.argv, greeting.cwd, greeting.data)
          socket.end()
        })
        .catch(error => process.stderr.write(`electron stand-in: second instance: ${String(error)}\n`))
    })
    // Binding happens within `listen`; only the report of a name in use comes later.
    server.on('error', () => {})
    server.listen(path)
    server.unref()
    if (server.listening) {
      this.#server = server
      return true
    }
    this.told = tell(path, { argv: process.argv, cwd: process.cwd(), data })
    return false
  }

  release(): void {
    this.#server?.close()
    this.#server = undefined
  }
}

function tell(path: string, greeting: Greeting): Promise<void> {
  return new Promise(resolve => {
    const socket = connect(path, () => socket.end(JSON.stringify(greeting)))
    // A holder that ends just now needs no telling.
    socket.on('error', () => resolve())
    socket.on('close', () => resolve())
    socket.resume()
  })
}

/**
 * A process of its own for the OS keychain, since keytar can wait for ever on a question to the person and can
 * take its process down. Whoever started it may end it at any time. It knows three actions and lists nothing:
 * listing crashes on a locked keychain.
 */
import type { KeychainAnswer, KeychainRequest } from './keychain-messages.ts'

type Keytar = typeof import('keytar')

/** The side of the channel that Electron gives to a utility process. */
interface ParentPort {
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void
  postMessage(message: unknown): void
}

async function loadKeytar(): Promise<Keytar> {
  const loaded: Keytar & { readonly default?: Keytar } = await import('keytar')
  return loaded.default ?? loaded
}

function run(keytar: Keytar, request: KeychainRequest): Promise<string | boolean | null> {
  switch (request.action) {
    case 'get':
      return keytar.getPassword(request.service, request.account)
    case 'set':
      return keytar.setPassword(request.service, request.account, request.text).then(() => true)
    case 'delete':
      return keytar.deletePassword(request.service, request.account)
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

async function answer(request: KeychainRequest): Promise<KeychainAnswer> {
  const { id } = request
  let keytar: Keytar
  try {
    keytar = await loadKeytar()
  } catch (error) {
    return { id, ok: false, failed: 'module', message: messageOf(error) }
  }
  try {
    return { id, ok: true, value: await run(keytar, request) }
  } catch (error) {
    return { id, ok: false, failed: 'call', message: messageOf(error) }
  }
}

let queue: Promise<void> = Promise.resolve()
function serve(message: unknown, reply: (answer: KeychainAnswer) => void): void {
  // Only the parent can write to this channel, so the shape is known.
  const request = message as KeychainRequest
  queue = queue.then(async () => reply(await answer(request)))
}

const { parentPort } = process as unknown as { readonly parentPort?: ParentPort }
if (parentPort) {
  parentPort.on('message', event => serve(event.data, reply => parentPort.postMessage(reply)))
} else {
  process.on('message', message => serve(message, reply => process.send?.(reply)))
}

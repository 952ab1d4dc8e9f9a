import type { DemoCloudOptions } from './options.ts'
import { type DemoCloud, startDemoCloud } from './server.ts'

/** What the app sends to this process. */
type Order = { readonly type: 'start'; readonly options?: DemoCloudOptions } | { readonly type: 'stop' }

/** The part of Electron's parent port that is used here; Electron adds it to `process`. */
interface ParentPort {
  on(event: 'message', listener: (event: { readonly data: Order }) => void): void
  postMessage(message: unknown): void
}

const { parentPort } = process as typeof process & { readonly parentPort?: ParentPort }
if (parentPort === undefined) throw new Error('This file is started by Electron as a utility process.')

let cloud: Promise<DemoCloud> | undefined

async function start(port: ParentPort, options: DemoCloudOptions | undefined): Promise<void> {
  try {
    cloud ??= startDemoCloud({ ...options, port: 0 })
    const { description } = await cloud
    port.postMessage({ type: 'ready', description })
  } catch (error) {
    cloud = undefined
    port.postMessage({ type: 'failed', message: error instanceof Error ? error.message : String(error) })
  }
}

parentPort.on('message', ({ data }) => {
  if (data.type === 'start') void start(parentPort, data.options)
  else if (cloud === undefined) process.exit(0)
  else
    void cloud
      .then(running => running.close())
      .then(
        () => process.exit(0),
        () => process.exit(1),
      )
})

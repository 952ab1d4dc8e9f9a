import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { type Base64, makeCodec } from './inject/codec.ts'

/** Name of the isolated world, as Electron calls it. */
export const ISOLATED_WORLD = 'Electron Isolated Context'

const id = randomUUID().replaceAll('-', '')
export const BINDING = `send${id}`
export const RECEIVE = `receive${id}`

const base64: Base64 = {
  encode: bytes => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64'),
  decode: text => Buffer.from(text, 'base64'),
}
/** Main's side of what crosses between main and the pages. */
export const codec = makeCodec(base64)

const require = createRequire(import.meta.url)

/** Source of a function that is to run in a page. Not imported, as its types are those of a page. */
function pageFunction(file: string, name: string): string {
  const module: Record<string, unknown> = require(`./inject/${file}`)
  return String(module[name])
}

const source = {
  makeCodec: String(makeCodec),
  makeBridge: pageFunction('bridge.ts', 'makeBridge'),
  startMainWorld: pageFunction('main-world.ts', 'startMainWorld'),
  startIsolatedWorld: pageFunction('isolated-world.ts', 'startIsolatedWorld'),
}

const rendererProcess = {
  platform: process.platform,
  arch: process.arch,
  versions: process.versions,
  type: 'renderer',
  sandboxed: true,
  contextIsolated: true,
  env: {},
  argv: [],
}

/** The two scripts that run in each new document, before its own: one in its world, one in the isolated world. */
export type PageScripts = { readonly mainWorld: string; readonly isolatedWorld: string }

/** @throws when the preload file cannot be read */
export function pageScripts(preload: string | undefined): PageScripts {
  const bootEvent = JSON.stringify(`boot${randomUUID()}`)
  const code = preload === undefined ? '' : readFileSync(preload, 'utf8')
  const sourceUrl = preload === undefined ? 'electron-preload' : pathToFileURL(preload).href
  return {
    mainWorld: `'use strict';(${source.startMainWorld})(${source.makeBridge}, ${bootEvent})`,
    isolatedWorld: `(${source.startIsolatedWorld})({
      makeBridge: ${source.makeBridge},
      makeCodec: ${source.makeCodec},
      bootEvent: ${bootEvent},
      binding: '${BINDING}',
      receive: '${RECEIVE}',
      filename: ${JSON.stringify(preload ?? '')},
      process: ${JSON.stringify(rendererProcess)},
      preload: function (require, exports, module, process, global) {
${code}
} })
//# sourceURL=${sourceUrl}`,
  }
}

import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'

/** The app that is to run, as far as its folder and package.json tell. */
export type AppPackage = {
  readonly appPath: string
  readonly entry: string
  readonly name: string
  readonly version: string | undefined
}

/**
 * Finds the app's entry as Electron's default app does: a folder is read through its package.json, a file is run
 * as it is, without a name or version of its own.
 *
 * @throws when the folder or file does not exist, with Node's message
 */
export function findAppPackage(target: string): AppPackage {
  const path = resolve(target)
  const manifestPath = join(path, 'package.json')
  const entry = createRequire(join(path, 'package.json')).resolve(path)
  if (!existsSync(manifestPath)) {
    return { appPath: dirname(entry), entry, name: 'Electron', version: undefined }
  }
  const manifest: Partial<Record<'name' | 'productName' | 'version', string>> = JSON.parse(
    readFileSync(manifestPath, 'utf8'),
  )
  const name = manifest.productName ?? manifest.name ?? 'Electron'
  return { appPath: path, entry, name, version: manifest.version }
}

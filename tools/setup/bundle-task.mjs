// Puts a task and all that it imports into one file:  node bundle-task.mjs TASK
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { rolldown } from 'rolldown'
import { bundleFiles, root, stampOf, taskFile } from './task-program.mjs'

const [, , task] = process.argv
const startedAt = Date.now()
const packages = join(root, 'node_modules')
const { bundle, inputs } = bundleFiles(task)

const build = await rolldown({
  input: taskFile(task),
  platform: 'node',
  // With a part in machine code, which stays where it is.
  external: ['keytar'],
  // Packages written for CommonJS ask where they are; in a module nobody tells them.
  transform: { define: { __filename: 'import.meta.filename', __dirname: 'import.meta.dirname' } },
  plugins: [{ name: 'own-places', transform: keepPlace }],
})
const { output } = await build.generate({ format: 'esm', codeSplitting: false })
const sources = (await build.watchFiles).filter(path => !path.startsWith(packages))
await build.close()

mkdirSync(dirname(bundle), { recursive: true })
put(bundle, output[0].code)
// npm writes this file anew with every change of the packages.
const stamps = [...sources, join(packages, '.package-lock.json'), import.meta.filename].map(stampOf)
// Of what was changed meanwhile nobody knows which state was read: without the list, the next start makes a bundle.
if (stamps.every(([, changedAt]) => changedAt < startedAt)) put(inputs, JSON.stringify({ root, stamps }))
else rmSync(inputs, { force: true })

/** Our own files still know where they are: the keychain's process is found from there. */
function keepPlace(code, id) {
  return id.startsWith(packages) ? null : code.replaceAll('import.meta.dirname', JSON.stringify(dirname(id)))
}

/** Whole or not at all, as another start may read it at the same time. */
function put(path, text) {
  const own = `${path}.${process.pid}`
  writeFileSync(own, text)
  renameSync(own, path)
}

import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '..')
const documents = [
  'README.md',
  'ARCHITECTURE.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'CHANGELOG.md',
  'docs/weightron-api.md',
]
const manifest: { readonly scripts: Readonly<Record<string, string>> } = JSON.parse(
  readFileSync(join(root, 'package.json'), 'utf8'),
)

/** Every match of the first group. */
function all(text: string, pattern: RegExp): readonly string[] {
  return [...text.matchAll(pattern)].flatMap(([, found]) => (found === undefined ? [] : [found]))
}

describe.each(documents)('%s', document => {
  const text = readFileSync(join(root, document), 'utf8')

  it('names files and folders of the project that exist', () => {
    const named = all(text, /`((?:src|demo-cloud|e2e|tools|docs|resources)\/[\w./-]+)`/g)
    expect(named.filter(path => !existsSync(join(root, path)))).toEqual([])
  })

  it('links and shows files that exist', () => {
    const linked = all(text, /\]\((?!https?:|#)([^)#]+)/g)
    expect(linked.filter(path => !existsSync(join(root, dirname(document), path)))).toEqual([])
  })

  it('names scripts that exist', () => {
    const scripts = [...all(text, /npm run ([\w-]+)/g), ...all(text, /npm (start|test)\b/g)]
    expect(scripts.filter(script => manifest.scripts[script] === undefined)).toEqual([])
  })
})

describe('SECURITY.md', () => {
  it('names a test for every requirement', () => {
    const text = readFileSync(join(root, 'SECURITY.md'), 'utf8')
    const sections = text.split(/^## /m).filter(section => /^\d+\. /.test(section))
    expect(sections.length).toBeGreaterThan(0)
    const without = sections.filter(section => !/\.(test|spec)\.tsx?`/.test(section))
    expect(without.map(section => section.split('\n')[0])).toEqual([])
  })
})

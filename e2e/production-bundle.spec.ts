import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'

const root = join(import.meta.dirname, '..')

/** What only `npm run dev` may have, and the source that shows that the search would find it. */
const devOnly = [
  { mark: 'ELECTRON_RENDERER_URL', source: 'src/main/electron/app-address.ts' },
  { mark: '@vite/client', source: 'node_modules/vite/dist/node/**/*.js' },
  { mark: '@react-refresh', source: 'node_modules/@vitejs/plugin-react/dist/*.js' },
]

/** Names of the files that match and hold the text. */
function filesWith(text: string, pattern: string): readonly string[] {
  return globSync(pattern, { cwd: root }).filter(file =>
    readFileSync(join(root, file), 'utf8').includes(text),
  )
}

for (const { mark, source } of devOnly) {
  test(`the build holds nothing of the development server: ${mark}`, () => {
    expect(filesWith(mark, source)).not.toEqual([])
    expect(filesWith(mark, 'out/**/*.{js,cjs,html}')).toEqual([])
  })
}

test('the page of the build has no inline script', () => {
  const page = readFileSync(join(root, 'out/renderer/index.html'), 'utf8')
  const scripts = page.match(/<script\b[^>]*>/g) ?? []
  expect(scripts).not.toEqual([])
  expect(scripts.filter(script => !script.includes(' src="./assets/'))).toEqual([])
})

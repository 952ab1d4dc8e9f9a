import { readFileSync } from 'node:fs'

/** What the first screen loads: the page's own scripts, and those it names to load ahead. */
const folder = 'out/renderer'
const page = readFileSync(`${folder}/index.html`, 'utf8')
const named = [...page.matchAll(/(?:src|href)="\.\/(assets\/[^"]+\.js)"/g)].map(match => match[1])

export default [
  {
    name: 'first screen',
    path: named.map(file => `${folder}/${file}`),
    limit: '300 KB',
    gzip: true,
  },
]

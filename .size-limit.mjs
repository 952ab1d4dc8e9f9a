import { readdirSync, readFileSync } from 'node:fs'

/** What the first screen loads: the page's own scripts, those it names to load ahead, and the Welcome view. */
const folder = 'out/renderer'
const page = readFileSync(`${folder}/index.html`, 'utf8')
const named = [...page.matchAll(/(?:src|href)="\.\/(assets\/[^"]+\.js)"/g)].map(match => match[1])
const welcome = readdirSync(`${folder}/assets`)
  .filter(name => /^welcome-.*\.js$/.test(name))
  .map(name => `assets/${name}`)

export default [
  {
    name: 'first screen',
    path: [...named, ...welcome].map(file => `${folder}/${file}`),
    limit: '300 KB',
    gzip: true,
  },
]

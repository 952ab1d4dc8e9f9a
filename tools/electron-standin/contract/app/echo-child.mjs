import { writeSync } from 'node:fs'

process.parentPort.on('message', ({ data }) => {
  if (data === 'exit') process.exit(3)
  if (data === 'crash') process.abort()
  if (data === 'block') for (;;);
  process.parentPort.postMessage({
    data,
    argv: process.argv.slice(2),
    type: process.type,
    secret: process.env.SECRET,
  })
})
writeSync(1, 'child started\n')

import { describe, expect, it } from 'vitest'
import { timingParts } from './timing-parts.ts'

describe('the parts of the time', () => {
  it('follow each other on one scale', () => {
    const connection = { lookup: 2, connect: 3, tls: 4 }
    const phases = { redirects: 0, queue: 1, connection, firstByte: 10 }
    expect(timingParts({ token: 20, refused: 100, waiting: 20, download: 5, phases })).toEqual([
      { name: 'Token', from: 0, ms: 20 },
      { name: 'Refused token', from: 20, ms: 100 },
      { name: 'Queue', from: 120, ms: 1 },
      { name: 'Name look-up', from: 121, ms: 2 },
      { name: 'Connect', from: 123, ms: 3 },
      { name: 'TLS', from: 126, ms: 4 },
      { name: 'First byte', from: 130, ms: 10 },
      { name: 'Download', from: 140, ms: 5 },
    ])
  })

  it('leave out what did not happen: a token at hand, an open connection', () => {
    const phases = { redirects: 7, queue: 0, connection: null, firstByte: 1 }
    const parts = timingParts({ token: 0, refused: null, waiting: 1, download: 0, phases })
    expect(parts.map(({ name }) => name)).toEqual(['Redirects', 'Queue', 'First byte', 'Download'])
  })
})

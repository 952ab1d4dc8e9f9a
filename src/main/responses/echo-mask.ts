/** Shorter values occur by chance too often. */
const shortest = 6
const star = 0x2a

/**
 * Hides secrets that a server sends back, such as one that echoes the headers of a request. Works on the bytes before
 * they are kept anywhere, and keeps their number, so that every view shows the same.
 */
export interface EchoMask {
  /** Takes the next bytes; answers those that are settled. The last few wait for what follows. */
  push(bytes: Uint8Array): Buffer
  end(): Buffer
  /** Those that wait, masked as far as is known. */
  held(): Buffer
}

export function createEchoMask(secrets: readonly string[]): EchoMask {
  const patterns = secrets.filter(secret => secret.length >= shortest).flatMap(formsOf)
  const overlap = Math.max(0, ...patterns.map(pattern => pattern.length - 1))
  let held = Buffer.alloc(0)

  const mask = (bytes: Buffer): void => {
    for (const pattern of patterns) {
      for (let at = bytes.indexOf(pattern); at !== -1; at = bytes.indexOf(pattern, at + pattern.length)) {
        bytes.fill(star, at, at + pattern.length)
      }
    }
  }

  return {
    push(bytes) {
      const all = Buffer.concat([held, bytes])
      mask(all)
      const settled = Math.max(0, all.length - overlap)
      held = Buffer.from(all.subarray(settled))
      return all.subarray(0, settled)
    },
    end() {
      const rest = held
      held = Buffer.alloc(0)
      return rest
    },
    held: () => held,
  }
}

/** A secret as it is, percent-encoded, in a JSON string, and inside base64 at each of its three positions. */
function formsOf(secret: string): readonly Buffer[] {
  const plain = Buffer.from(secret)
  const base64 = [0, 1, 2].map(shift => {
    const text = Buffer.concat([Buffer.alloc(shift), plain])
      .toString('base64')
      .replace(/=+$/, '')
    // The characters at both ends also hold bits of what stands beside the secret.
    const tail = (plain.length + shift) % 3 === 0 ? 0 : 1
    return text.slice([0, 2, 3][shift], text.length - tail)
  })
  const texts = [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1), ...base64]
  return [...new Set(texts)].map(text => Buffer.from(text)).toSorted((a, b) => b.length - a.length)
}

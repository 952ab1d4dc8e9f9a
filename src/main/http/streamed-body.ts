import { PassThrough } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { BodySink } from './exchange-once.ts'
import { BodyTooLarge, bodyDamaged } from './failures.ts'
import type { BodyReceiver } from './types.ts'
import { unpackingSteps } from './unpack.ts'

interface StreamedBodyOptions {
  readonly url: URL
  /** Bytes, unpacked: a small answer can unpack to gigabytes. */
  readonly maxBytes: number
  readonly receiver: BodyReceiver
  readonly signal: AbortSignal
}

/** Hands a body on while it comes, unpacked, no faster than the receiver takes it. */
export function createStreamedBody({ url, maxBytes, receiver, signal }: StreamedBodyOptions) {
  let wireBytes = 0

  const receive = async (source: AsyncIterable<Buffer>): Promise<void> => {
    let size = 0
    for await (const bytes of source) {
      size += bytes.length
      if (size > maxBytes) throw new BodyTooLarge(url, maxBytes)
      await receiver.write(bytes)
    }
  }

  return {
    wireBytes: (): number => wireBytes,
    /** The sink of one answer with these content codings. */
    sink(codings: string): BodySink {
      const packed = new PassThrough()
      let fail: (error: unknown) => void = () => {}
      let work: Promise<void> | null = null

      /** The first byte tells apart the two kinds of `deflate`, so the pipe is laid when it is there. */
      const start = (firstByte: number): Promise<void> => {
        const steps = unpackingSteps(codings, firstByte)
        // The types of Node's `pipeline` want to know the number of streams.
        const streams = [packed, ...steps, receive] as unknown as readonly NodeJS.ReadWriteStream[]
        const laid = pipeline(streams, { signal })
        return laid.catch((error: unknown) => {
          throw isZlib(error) ? bodyDamaged(url, codings) : error
        })
      }

      return {
        write(bytes, onDrain) {
          wireBytes += bytes.length
          if (work === null && bytes.length > 0) {
            work = start(bytes[0] ?? 0)
            work.catch((error: unknown) => fail(error))
          }
          if (packed.write(bytes)) return true
          packed.once('drain', onDrain)
          return false
        },
        async end() {
          packed.end()
          await work
        },
        abort: reason => packed.destroy(reason instanceof Error ? reason : new Error('aborted')),
        onFailure(listener) {
          fail = listener
        },
      }
    },
  }
}

function isZlib(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return false
  return (
    /^(Z_|ERR__ERROR_|ERR_BROTLI|ERR_ZSTD|ZSTD_|BROTLI)/.test(error.code) ||
    error.code === 'ERR_BUFFER_TOO_LARGE'
  )
}

import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { DeadEndHost } from './dead-ends.ts'

/** One DER element (X.690 section 8.1): tag, length, content. */
function der(tag: number, ...content: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(content)
  if (body.length < 0x80) return Buffer.concat([Buffer.from([tag, body.length]), body])
  const length = Buffer.alloc(2)
  length.writeUInt16BE(body.length)
  return Buffer.concat([Buffer.from([tag, 0x82]), length, body])
}

const sequence = (...content: readonly Uint8Array[]): Buffer => der(0x30, ...content)
const utcTime = (text: string): Buffer => der(0x17, Buffer.from(text))

/** ecdsa-with-SHA256, 1.2.840.10045.4.3.2 */
const ECDSA_SHA256 = sequence(Buffer.from('06082a8648ce3d040302', 'hex'))
/** id-at-commonName, 2.5.4.3 */
const COMMON_NAME = Buffer.from('0603550403', 'hex')

/** A certificate that signs itself (RFC 5280 section 4.1, version 1): nobody has a reason to trust it. */
function selfSigned(publicKey: KeyObject, privateKey: KeyObject): string {
  const name = sequence(der(0x31, sequence(COMMON_NAME, der(0x0c, Buffer.from('Inspecting proxy')))))
  const certified = sequence(
    der(0x02, Buffer.from([1])),
    ECDSA_SHA256,
    name,
    sequence(utcTime('250101000000Z'), utcTime('491231235959Z')),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
  )
  const signature = sign('sha256', certified, privateKey)
  const certificate = sequence(certified, ECDSA_SHA256, der(0x03, Buffer.from([0]), signature))
  return `-----BEGIN CERTIFICATE-----\n${certificate.toString('base64')}\n-----END CERTIFICATE-----\n`
}

/** An https host whose certificate nobody has signed, as an inspecting proxy shows it. Its key lives with it. */
export async function startUntrustedTlsHost(): Promise<DeadEndHost> {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const key = privateKey.export({ type: 'pkcs8', format: 'pem' })
  const server = createServer({ key, cert: selfSigned(publicKey, privateKey) }, (_request, response) => {
    response.writeHead(421).end()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    origin: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

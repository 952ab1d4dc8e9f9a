import { createPrivateKey, generateKeyPairSync, sign } from 'node:crypto'

/** A self-signed certificate and its key, PEM. */
export interface TestCertificate {
  readonly key: string
  readonly cert: string
}

/**
 * Makes a self-signed certificate (RFC 5280) for one name, valid for the dates given: written out by hand, so that
 * the tests need no openssl, which cannot make an expired one everywhere.
 */
export function makeCertificate(
  name: { readonly ip: readonly number[] } | { readonly dns: string },
  from = new Date(Date.now() - 86_400_000),
  until = new Date(Date.now() + 86_400_000),
): TestCertificate {
  const pair = generateKeyPairSync('ec', {
    namedCurve: 'prime256v1',
    publicKeyEncoding: { type: 'spki', format: 'der' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
  const algorithm = sequence(oid('2a8648ce3d040302')) // ecdsa-with-SHA256
  const subject = sequence(der(0x31, sequence(oid('550403'), der(0x0c, Buffer.from('test')))))
  const alternative =
    'ip' in name ? der(0x87, Buffer.from(name.ip)) : der(0x82, Buffer.from(name.dns, 'ascii'))
  const extensions = sequence(sequence(oid('551d11'), der(0x04, sequence(alternative))))
  const body = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))), // version 3
    der(0x02, Buffer.from([1])),
    algorithm,
    subject,
    sequence(time(from), time(until)),
    subject,
    pair.publicKey,
    der(0xa3, extensions),
  )
  const signature = sign('sha256', body, createPrivateKey(pair.privateKey))
  const whole = sequence(body, algorithm, der(0x03, Buffer.concat([Buffer.from([0]), signature])))
  const lines = whole.toString('base64').replace(/.{64}/g, '$&\n')
  return { key: pair.privateKey, cert: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n` }
}

function der(tag: number, content: Buffer): Buffer {
  const { length } = content
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...size]), content])
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return der(0x30, Buffer.concat(parts))
}

function oid(hex: string): Buffer {
  return der(0x06, Buffer.from(hex, 'hex'))
}

function time(date: Date): Buffer {
  return der(0x17, Buffer.from(`${date.toISOString().slice(2, 19).replace(/[-:T]/g, '')}Z`))
}

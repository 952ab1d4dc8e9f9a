import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatExchange } from './format-exchange.ts'
import { redactHeaders, redactText, redactUrl } from './redact.ts'
import { createSecretScrubber } from './secret-scrubber.ts'
import type { HttpAnswer, HttpRequest } from './types.ts'

const secretNames = [
  'authorization',
  'Proxy-Authorization',
  'x-api-key',
  'X-API-KEY',
  'apikey',
  'api_key',
  'client_secret',
  'clientSecret',
  'access_token',
  'refresh_token',
  'id_token',
  'assertion',
  'client_assertion',
  'password',
  'cookie',
  'set-cookie',
] as const

/** Milliseconds of the quickest of three turns: what else runs on the machine only ever adds to one. */
function leastMs(work: () => void): number {
  const turns = [0, 1, 2].map(() => {
    const started = performance.now()
    work()
    return performance.now() - started
  })
  return Math.min(...turns)
}

describe('headers', () => {
  it.each(secretNames)('lose the value of %s', name => {
    expect(redactHeaders({ [name]: 'canary', accept: 'text/plain' })).toEqual([
      [name, '[removed]'],
      ['accept', 'text/plain'],
    ])
  })

  it('lose secrets in the URLs they hold', () => {
    expect(redactHeaders([['location', 'https://u:canary@h.example/?code=canary&page=2']])).toEqual([
      ['location', 'https://h.example/?code=[removed]&page=2'],
    ])
  })
})

describe('URLs', () => {
  it('lose credentials, secret parameters and fragments with tokens, and keep the rest', () => {
    const url = 'https://user:canary@h.example/a@b?q=1&API_KEY=canary&code=canary#access_token=canary&x=1'
    expect(redactUrl(url)).toBe(
      'https://h.example/a@b?q=1&API_KEY=[removed]&code=[removed]#access_token=[removed]&x=1',
    )
  })

  it('lose secret parameters whose names are encoded', () => {
    expect(redactUrl('/?client%5Fsecret=canary')).toBe('/?client%5Fsecret=[removed]')
  })
})

describe('texts', () => {
  it.each(secretNames)('lose the value of %s in JSON, forms and lines', name => {
    expect(redactText(`{"a": 1.0, "${name}": "can\\"ary", "b": [2]}`)).toBe(
      `{"a": 1.0, "${name}": "[removed]", "b": [2]}`,
    )
    expect(redactText(`a=1&${name}=canary&b=2`)).toBe(`a=1&${name}=[removed]&b=2`)
    expect(redactText(`${name}: canary one two\nnext: 1`)).toBe(`${name}: [removed]\nnext: 1`)
  })

  it('lose secrets that are numbers, lists or objects, and keep empty ones', () => {
    expect(
      redactText('{"password": 123456, "api_key": ["canary"], "secret": {"a": "canary"}, "token": null}'),
    ).toBe('{"password": "[removed]", "api_key": "[removed]", "secret": "[removed]", "token": null}')
  })

  it('lose secrets in JSON that is cut off, and under escaped names', () => {
    expect(redactText('{"access_token": "canary')).toBe('{"access_token": "[removed]"')
    expect(redactText('{"access\\u005ftoken": "canary"}')).toBe('{"access\\u005ftoken": "[removed]"}')
  })

  it('lose the parameters of an application', () => {
    expect(redactText('{"name":"Scale","parameters":{"sap":{"host":"canary"}}}')).toBe(
      '{"name":"Scale","parameters":"[removed]"}',
    )
  })

  it('lose what is plainly a token', () => {
    const jwt = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl'
    expect(redactText(`curl -H 'X: Bearer ${jwt}' about ${jwt}`)).not.toContain('eyJ')
    expect(redactText('Basic Y2xpZW50OnNlY3JldHNlY3JldA==')).toBe('Basic [removed]')
  })

  it('keep what is evidence', () => {
    const error =
      '{"error":"invalid_client","code":"E42","message":"Basic rules: token expired","expires_in":300}'
    expect(redactText(error)).toBe(error)
    expect(redactText('<html><a href="/x?y=1">no access</a></html>')).toBe(
      '<html><a href="/x?y=1">no access</a></html>',
    )
  })

  it('lose a secret member wherever in a JSON value it is', () => {
    const canary = 'canary-4711'
    const tree = fc.letrec(tie => ({
      value: fc.oneof(
        { depthSize: 'small' },
        fc.jsonValue(),
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(fc.string(), tie('value'), { maxKeys: 3 }),
        fc
          .tuple(fc.constantFrom(...secretNames), fc.string())
          .map(([name, more]) => ({ [name]: more + canary })),
      ),
    })).value
    fc.assert(
      fc.property(tree, fc.nat(2), fc.nat(), (value, indent, cut) => {
        const text = JSON.stringify(value, null, indent)
        expect(redactText(text)).not.toContain(canary)
        const part = text.slice(0, cut % (text.length + 1))
        expect(redactText(part)).not.toContain('canary-')
      }),
    )
  })

  it('are read in one go, however hostile they are', () => {
    const pieces = ['"', '\\', '{"a":', 'a=', 'eyJ', 'Bearer ', ': ', '{"token":[', 'token:', ' ', 'http://']
    const read = (times: number) =>
      leastMs(() => pieces.forEach(piece => void redactText(piece.repeat(times))))
    // Ten times the text takes about ten times as long; a look back from each place would make it a hundred.
    expect(read(60_000) / read(6000)).toBeLessThan(50)
  })
})

describe('a scrubber', () => {
  const encodings: Readonly<Record<string, (secret: string) => string>> = {
    plain: secret => secret,
    'percent-encoded': encodeURIComponent,
    'percent-encoded in lower case': secret =>
      encodeURIComponent(secret).replace(/%../g, hex => hex.toLowerCase()),
    'percent-encoded twice': secret => encodeURIComponent(encodeURIComponent(secret)),
    'as a form': secret => new URLSearchParams({ s: secret }).toString().slice(2),
    'in JSON': secret => JSON.stringify(secret).slice(1, -1),
    'in JSON with slashes escaped': secret => JSON.stringify(secret).slice(1, -1).replaceAll('/', '\\/'),
    'in HTML': secret =>
      secret
        .replaceAll('&', '&amp;')
        .replaceAll('<', '&lt;')
        .replaceAll('>', '&gt;')
        .replaceAll('"', '&#34;'),
    base64: secret => Buffer.from(secret).toString('base64'),
    'as Basic': secret => Buffer.from(`client id:${secret}`).toString('base64'),
    'as Basic, form-encoded': secret =>
      Buffer.from(`id:${new URLSearchParams({ s: secret }).toString().slice(2)}`).toString('base64'),
    'in base64url': secret => Buffer.from(`x${secret}yz`).toString('base64url'),
  }

  it.each(Object.entries(encodings))('removes a secret %s', (_name, encode) => {
    const secret = fc
      .string({ unit: 'grapheme', minLength: 6, maxLength: 40 })
      .filter(text => text.isWellFormed() && !'[removed]'.includes(text) && !/^[\s[\]]*$/.test(text))
    const around = fc.string({ maxLength: 20 }).map(text => text.replace(/[A-Za-z0-9+/_=%&#\\-]/g, ' '))
    fc.assert(
      fc.property(secret, around, around, (value, before, after) => {
        const scrubber = createSecretScrubber()
        scrubber.know(value)
        const encoded = encode(value)
        const scrubbed = scrubber.scrub(`${before} ${encoded} ${after}`)
        expect(scrubbed).toContain('[removed]')
        expect(scrubbed).not.toContain(encoded)
      }),
    )
  })

  it('removes the longer of two secrets as a whole', () => {
    const scrubber = createSecretScrubber()
    scrubber.know('abcdef')
    scrubber.know('abcdef-ghijkl')
    expect(scrubber.scrub('abcdef-ghijkl, abcdef')).toBe('[removed], [removed]')
  })

  it('leaves values under six characters, and texts without secrets, as they are', () => {
    const scrubber = createSecretScrubber()
    scrubber.know('short')
    expect(scrubber.scrub('in short')).toBe('in short')
    scrubber.know('longer secret')
    expect(scrubber.scrub('nothing/here+to%20see')).toBe('nothing/here+to%20see')
  })

  it('remembers the newest values, those of 20,000 connections', () => {
    const scrubber = createSecretScrubber()
    scrubber.know('first-value')
    scrubber.know('second-value')
    for (let index = 0; index < 59_998; index++) scrubber.know(`value-number-${index}`)
    scrubber.know('first-value')
    scrubber.know('one more value')
    expect(scrubber.scrub('first-value second-value')).toBe('[removed] second-value')
  })

  it.each([
    ['', 'a line of a log that says what happened & where+when'],
    [' that begin as words of the text do', 'A secret is no secret once it is told. '],
  ])('takes no longer for a hundred times as many secrets%s', (_how, sentence) => {
    const text = sentence.repeat(5000)
    const scrub = (secrets: number) => {
      const scrubber = createSecretScrubber()
      for (let index = 0; index < secrets; index++) scrubber.know(`secret-of-customer-${index}`)
      return leastMs(() => scrubber.scrub(text))
    }
    // Searching for one secret after another would make it a hundred.
    expect(scrub(40_000) / scrub(400)).toBeLessThan(20)
  })
})

describe('a formatted exchange', () => {
  const request: HttpRequest = {
    method: 'POST',
    url: 'https://auth.example.com/token?api_key=canary-1',
    headers: { authorization: 'Basic canary-2', accept: 'application/json' },
    body: 'grant_type=client_credentials&client_secret=canary-3&scope=openid',
    timeLimitMs: 1,
    maxBytes: 1,
    redirects: 'refuse',
  }
  const answer = (body: string | Uint8Array, type: string): HttpAnswer => ({
    status: 200,
    statusText: 'OK',
    headers: [['content-type', type]],
    body: typeof body === 'string' ? new TextEncoder().encode(body) : body,
    ms: 1,
    url: request.url,
  })

  it('reads as HTTP and holds no secret', () => {
    const shown = formatExchange(
      request,
      answer('{"access_token":"canary-4","expires_in":300}', 'application/json'),
    )
    expect(shown.request).toBe(
      [
        'POST /token?api_key=[removed] HTTP/1.1',
        'host: auth.example.com',
        'authorization: [removed]',
        'accept: application/json',
        '',
        'grant_type=client_credentials&client_secret=[removed]&scope=openid',
      ].join('\n'),
    )
    expect(shown.response).toBe(
      'HTTP/1.1 200 OK\ncontent-type: application/json\n\n{"access_token":"[removed]","expires_in":300}',
    )
  })

  it('says nothing where no answer came', () => {
    expect(formatExchange(request, null).response).toBe('')
  })

  it('shortens a long body without cutting a secret in half', () => {
    const secret = 'canary-in-the-middle-of-the-cut'
    const scrubber = createSecretScrubber()
    scrubber.know(secret)
    const body = `${'x'.repeat(8180)}${secret}${'y'.repeat(100_000)}`
    const shown = formatExchange(request, answer(body, 'text/plain'), scrubber.scrub).response
    expect(shown).not.toContain('canary')
    expect(shown.length).toBeLessThan(8400)
    expect(shown).toContain('(shortened)')
  })

  it('describes what is not text by its size, and shows no control characters', () => {
    expect(formatExchange(request, answer(new Uint8Array(2048), 'image/png')).response).toContain(
      '2048 bytes of image/png',
    )
    expect(formatExchange(request, answer('a\0b\u001b[31mc', 'text/plain')).response).toContain(
      'a\ufffdb\ufffd[31mc',
    )
  })
})

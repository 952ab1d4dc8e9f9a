import type { Connection } from '../../shared/connection.ts'

/**
 * Runs before each request of an exported collection. Programs without a window, such as newman, do not fetch OAuth
 * 2.0 tokens by themselves (tried with newman 6.2), so the script does it, with the values of the variables.
 */
export function tokenScript({ clientAuthentication }: Pick<Connection, 'clientAuthentication'>): string {
  const basic = clientAuthentication === 'basic'
  return `// Gets a token by client credentials and keeps it until shortly before its end, for the client it was given to.
const variable = name => pm.variables.replaceIn(pm.variables.get(name) || '')
const known = pm.collectionVariables.get('accessToken')
const freshUntil = Number(pm.collectionVariables.get('accessTokenFreshUntil')) || 0
const wanted = [variable('clientId'), variable('tokenUrl'), variable('scope')].join(' ')
const isOfClient = pm.collectionVariables.get('accessTokenOf') === wanted
const secret = variable('clientSecret')
if (secret && !isOfClient) pm.collectionVariables.unset('accessToken')
if (secret && !(known && isOfClient && Date.now() < freshUntil)) {
  const form = [{ key: 'grant_type', value: 'client_credentials' }]
  const scope = variable('scope')
  if (scope) form.push({ key: 'scope', value: scope })
  const header = { Accept: 'application/json', 'Content-Type': 'application/x-www-form-urlencoded' }
${
  basic
    ? `  const pair = [variable('clientId'), secret].map(encodeURIComponent).join(':')
  header.Authorization = 'Basic ' + btoa(pair)`
    : `  form.push({ key: 'client_id', value: variable('clientId') }, { key: 'client_secret', value: secret })`
}
  const body = form.map(({ key, value }) => key + '=' + encodeURIComponent(value)).join('&')
  const started = Date.now()
  pm.sendRequest(
    { url: variable('tokenUrl'), method: 'POST', header, body: { mode: 'raw', raw: body } },
    (error, response) => {
      if (error) throw new Error('The token server was not reached: ' + error.message)
      if (response.code !== 200) throw new Error('The token server refused: ' + response.code + ' ' + response.text())
      const { access_token: token, expires_in: life = 60 } = response.json()
      pm.collectionVariables.set('accessToken', token)
      pm.collectionVariables.set('accessTokenOf', wanted)
      pm.collectionVariables.set('accessTokenFreshUntil', started + (life - Math.min(30, life / 10)) * 1000)
    },
  )
}`
}

/** Runs after each answer. */
export const testScript = `pm.test('The API answers with success', () => {
  pm.expect(pm.response.code).to.be.within(200, 299)
})`

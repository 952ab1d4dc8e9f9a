/** A collection as somebody writes it who knows Postman and not this app. */
export function collectionByHand(applicationId: string): string {
  return JSON.stringify({
    info: {
      name: 'Yard / reports',
      schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json',
    },
    auth: { type: 'oauth2', oauth2: [{ key: 'accessTokenUrl', value: '{{auth_url}}', type: 'string' }] },
    event: [{ listen: 'prerequest', script: { exec: ['console.log("never run")'] } }],
    variable: [
      { key: 'pageSize', value: 5, type: 'number' },
      { key: 'clientSecret', value: 'in-the-collection-by-mistake' },
    ],
    protocolProfileBehavior: { followRedirects: false },
    item: [
      {
        name: 'Start',
        item: [
          { name: 'Who am I', request: '{{base}}/access' },
          {
            name: 'Collections',
            request: {
              method: 'GET',
              header: [{ key: 'x-api-key', value: '{{apiKey}}' }],
              url: {
                raw: '{{base}}/:app/collections',
                host: ['{{base}}'],
                path: [':app', 'collections'],
                variable: [{ key: 'app', value: applicationId }],
              },
            },
            response: [{ name: 'an example' }],
          },
        ],
      },
      {
        name: 'Not for them',
        request: {
          auth: { type: 'noauth' },
          method: 'POST',
          header: 'X-One: 1\nX-Two: 2',
          url: '{{base}}/x?pageSize={{pageSize}}&b=2',
          body: { mode: 'raw', raw: '{"a": {{pageSize}}}', options: { raw: { language: 'json' } } },
        },
      },
      {
        name: 'Form',
        request: {
          method: 'POST',
          url: '{{base}}/form',
          body: {
            mode: 'urlencoded',
            urlencoded: [
              { key: 'a', value: '1' },
              { key: 'b', value: null, disabled: true },
            ],
          },
        },
      },
    ],
  })
}

/** An environment as it is exported by Postman, with secrets in it. */
export function environmentByHand(
  cloud: { readonly tokenUrl: string; readonly apiBaseUrl: string },
  client: { readonly clientId: string; readonly clientSecret: string; readonly apiKey: string },
): string {
  return JSON.stringify({
    name: 'Site A',
    values: [
      { key: 'base', value: cloud.apiBaseUrl, enabled: true, type: 'default' },
      { key: 'token_url', value: cloud.tokenUrl, enabled: true },
      { key: 'client_id', value: client.clientId, enabled: true },
      { key: 'client_secret', value: client.clientSecret, enabled: true, type: 'secret' },
      { key: 'api_key', value: client.apiKey, enabled: true, type: 'secret' },
      { key: 'unused', value: 'x', enabled: false },
    ],
    _postman_variable_scope: 'environment',
  })
}

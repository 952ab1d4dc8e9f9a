import type { CheckFacts, Words } from './facts.ts'

/** The token server refused the client (RFC 6749, section 5.2). It never says whether ID or secret is wrong. */
export function clientRefused(facts: CheckFacts): Words {
  const error = facts.failure?.oauthError ?? facts.failure?.status ?? null
  const why = error === null ? '' : ` (${error})`
  const askReseller = 'Please check the Client ID, and issue a new Client Secret if needed.'
  const askCustomer =
    'Please enter the Client ID and Client Secret again, without spaces or line breaks. If they are still refused, ask for a new secret.'
  if (facts.failure?.code === 'invalid_client') {
    return {
      headline: 'The token server refused the client',
      meaning: `The Client ID or the Client Secret is not right${why}. The answer does not tell which. The API Key was not tested.`,
      causes: [
        {
          title: 'The Client Secret is incomplete or was replaced.',
          text: 'A character lost while copying is enough, and a new secret ends the old one.',
        },
        {
          title: 'The Client ID is not known to this token server.',
          text: 'It may belong to another environment, or the client may have been removed.',
        },
      ],
      advice: [
        'Enter the Client ID and the Client Secret again, without spaces or line breaks, and check again.',
        'Check that the token URL belongs to the environment that issued the client.',
        'Still refused? Ask your reseller for a new secret.',
      ],
      askReseller,
      askCustomer,
    }
  }
  return {
    headline: 'The token server refused the token request',
    meaning: `It gave no token${why}. The answer does not name the Client ID or the Client Secret, so it cannot be told what is wrong. The API Key was not tested.`,
    causes: [
      {
        title: 'The client may not ask for a token in this way.',
        text: 'Client credentials, or the way the secret is sent (body or Basic), may not be allowed for it.',
      },
      {
        title: 'The Client ID or the Client Secret is not right.',
        text: 'Some servers refuse those with a general answer, too.',
      },
    ],
    advice: [
      'Switch Client authentication between body and Basic, and check again.',
      'Enter the Client ID and the Client Secret again, and check again.',
      'Still refused? Send your reseller the message below.',
    ],
    askReseller: 'Please check which grants and which client authentication this client may use.',
    askCustomer,
  }
}

/** `invalid_scope`: the client was known, what it asked for was not granted. */
export function scopeRefused(facts: CheckFacts): Words {
  const scope = facts.scope === '' ? 'the empty scope' : `the scope “${facts.scope}”`
  return {
    headline: 'The token server refused the scope',
    meaning: `It does not give ${scope} to this client. None of the three values is known to be wrong. The API Key was not tested.`,
    causes: [
      {
        title: 'The scope is misspelt or not known to this server.',
        text: 'Scopes are separated by a space.',
      },
      { title: 'The scope is not granted to this client.', text: 'Usually openid is all that is needed.' },
    ],
    advice: [
      'Set Scope to openid, and check again.',
      'If your integration needs another scope, ask your reseller to grant it.',
    ],
    askReseller: `Please say which scopes this client may ask for, or grant it ${scope}.`,
    askCustomer: 'Please set the scope to openid and try again.',
  }
}

/** Nothing that speaks HTTP could be reached where tokens are issued. */
export function tokenServerUnreachable(facts: CheckFacts): Words {
  return {
    headline: 'The token server cannot be reached',
    meaning: `${facts.failure?.message ?? `${facts.tokenHost} gave no answer.`} None of the three values was tested.`,
    causes: [
      { title: 'The token URL is not right.', text: `It leads to ${facts.tokenHost}.` },
      {
        title: 'The network does not let the call through.',
        text: 'A firewall, a proxy or a missing connection stops it before it reaches the server.',
      },
      { title: 'The token server is down.', text: 'Then every client of this server is affected.' },
    ],
    advice: [
      'Check the token URL and your network connection, and check again.',
      'Try from another network, or ask your administrator to allow the host.',
      'Still not reached? Ask your reseller whether the token server is down.',
    ],
    askReseller: 'Please check whether the token server is running.',
    askCustomer: `Please check that your network allows calls to ${facts.tokenHost}.`,
  }
}

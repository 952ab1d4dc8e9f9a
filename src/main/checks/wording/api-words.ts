import type { CheckFacts, Words } from './facts.ts'

const reenterKey = 'Enter the API Key again, without spaces or line breaks, and check again.'

/** The API named the key in its refusal, or the key cannot be sent at all. */
export function apiKeyRefused(facts: CheckFacts): Words {
  const unsent = facts.failure?.code === 'invalid_input'
  return {
    headline: unsent ? 'The API Key cannot be sent' : 'The API refused the API Key',
    meaning: unsent
      ? 'The Client ID and Client Secret work. The API Key is empty or has a character that no header can carry, such as a line break.'
      : 'The Client ID and Client Secret work. The API names the key as the reason.',
    causes: unsent
      ? [
          {
            title: 'Something else was pasted with the key.',
            text: 'A line break at the end is the usual one.',
          },
        ]
      : [
          {
            title: 'The API Key is wrong or was replaced.',
            text: 'Keys are issued together with the Client ID and Secret; a key from an earlier set no longer fits.',
          },
          {
            title: 'The key belongs to another environment.',
            text: `It was sent to ${facts.apiHost}.`,
          },
        ],
    advice: [reenterKey, 'Still refused? Ask your reseller to check the key or to issue a new one.'],
    askReseller: 'Please check the API Key of this client, or issue a new one.',
    askCustomer: 'Please enter the API Key again, without spaces or line breaks.',
  }
}

/** 401 or 403 with a fresh token and no word about the key: key or role, it cannot be told. */
export function accessRefused(): Words {
  return {
    headline: 'The API refused the call',
    meaning:
      'The Client ID and Client Secret work. The API Key does not, or this client has no role. The answer does not tell which.',
    causes: [
      {
        title: 'The API Key is wrong or was replaced.',
        text: 'Keys are issued together with the Client ID and Secret; a key from an earlier set no longer fits.',
      },
      {
        title: 'The client has no role in any application.',
        text: 'A token is issued anyway; the API then refuses.',
      },
    ],
    advice: [reenterKey, 'Still refused? Ask your reseller to check the key and the roles.'],
    askReseller: 'Please check the API Key and the roles of this client.',
    askCustomer:
      'Please enter the API Key again, without spaces or line breaks. If it is still refused, the roles of the client need a look.',
  }
}

/** A token came, but no HTTP answer from the API. */
export function apiUnreachable(facts: CheckFacts): Words {
  const tested = facts.passed.has('access')
    ? 'The three values work: the API answered at first, and then no more.'
    : 'The Client ID and Client Secret work. The API Key was not tested.'
  return {
    headline: 'The API cannot be reached',
    meaning: `${facts.failure?.message ?? `${facts.apiHost} gave no answer.`} ${tested}`,
    causes: [
      { title: 'The API base URL is not right.', text: `It leads to ${facts.apiHost}.` },
      {
        title: 'The network does not let the call through.',
        text: 'A firewall or proxy may allow the token server, but not the API.',
      },
      { title: 'The API is down.', text: 'Then every client of this API is affected.' },
    ],
    advice: [
      'Check the API base URL, and check again.',
      'Try from another network, or ask your administrator to allow the host.',
      'Still not reached? Ask your reseller whether the API is down.',
    ],
    askReseller: 'Please check whether the API is running.',
    askCustomer: `Please check that your network allows calls to ${facts.apiHost}.`,
  }
}

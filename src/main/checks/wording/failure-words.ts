import { plainText } from '../plain-text.ts'
import { type CheckFacts, failingHost, failingServer, isAboutTokens, type Words } from './facts.ts'

/** Which of the three values are proven so far, as a sentence. */
function tested(facts: CheckFacts): string {
  if (facts.passed.has('access')) return 'The three values were accepted.'
  if (facts.passed.has('token')) return 'The Client ID and Client Secret work. The API Key was not tested.'
  return 'None of the three values was tested.'
}

function retryText(retryAfter: string | null): string {
  if (retryAfter === null) return 'It did not say for how long.'
  return /^\d+$/.test(retryAfter)
    ? `It asks to wait ${retryAfter} ${retryAfter === '1' ? 'second' : 'seconds'}.`
    : `It asks to wait until ${retryAfter}.`
}

/** 429. */
export function rateLimited(facts: CheckFacts): Words {
  const server = failingServer(facts)
  return {
    headline: `${server} asks to slow down`,
    meaning: `Too many calls were made (429). ${retryText(facts.failure?.retryAfter ?? null)} ${tested(facts)}`,
    causes: [
      { title: 'Another program uses the same client.', text: 'Its calls may count against the same limit.' },
      { title: 'Many checks ran in a short time.', text: 'The limit may be per client or per network.' },
    ],
    advice: ['Wait, then check again.', 'If it happens often, ask your reseller about the limit.'],
    askReseller: 'Please say which limit applies to this client.',
    askCustomer: 'Please check whether another program makes many calls with the same client.',
  }
}

/** 5xx. */
export function serverError(facts: CheckFacts): Words {
  const server = failingServer(facts)
  const status = facts.failure?.status ?? 'an error'
  return {
    headline: `${server} has a problem`,
    meaning: `${failingHost(facts)} answered ${status}: an error of its own, not of the values. ${tested(facts)}`,
    causes: [
      { title: 'A fault on the server.', text: 'It may be short, during an update or under heavy load.' },
    ],
    advice: ['Check again in a few minutes.', 'If it stays, send your reseller the message below.'],
    askReseller: 'Please look into this error.',
    askCustomer: 'The fault is on the server. Please try again in a few minutes.',
  }
}

/** No secure connection: certificate or protocol. */
export function tlsFailed(facts: CheckFacts): Words {
  const host = failingHost(facts)
  return {
    headline: `No secure connection to ${host}`,
    meaning: `${facts.failure?.message ?? 'The certificate was not accepted.'} Nothing was sent there. ${tested(facts)}`,
    causes: [
      {
        title: 'A program or proxy in your network opens secure connections.',
        text: 'It then shows a certificate of its own.',
      },
      {
        title: 'The certificate of the server is not valid.',
        text: 'It may have ended or be for another name.',
      },
    ],
    advice: [
      ...(facts.failure === null || facts.failure.hint === '' ? [] : [facts.failure.hint]),
      'Check date and time of this computer, and check again.',
      'Ask your administrator whether secure connections are inspected, and to install that certificate.',
    ],
    askReseller: `Please check the certificate of ${host}.`,
    askCustomer: `Please check whether your network inspects secure connections to ${host}.`,
  }
}

/** No answer within the time of the step. */
export function timedOut(facts: CheckFacts): Words {
  const host = failingHost(facts)
  const reached = facts.failingStep !== 'token_server' && isAboutTokens(facts)
  return {
    headline: `${host} did not answer in time`,
    meaning: `The check waited for ${host}. ${facts.failure?.message ?? 'No answer came.'} ${tested(facts)}`,
    causes: [
      {
        title: `${failingServer(facts)} is slow or hangs.`,
        text: 'Under heavy load an answer can take longer than the limit.',
      },
      {
        title: 'Something on the way swallows the call.',
        text: reached
          ? 'The host answered a first, smaller call.'
          : 'A firewall may drop it without an answer.',
      },
    ],
    advice: [
      'Check again in a few minutes.',
      'Try from another network. If it stays, send your reseller the message below.',
    ],
    askReseller: `Please check whether ${host} is slow or hangs.`,
    askCustomer: `Please check that your network allows calls to ${host}, and try again.`,
  }
}

/** Something answered, but not with what the documentation of the API or of OAuth says. */
export function malformedAnswer(facts: CheckFacts): Words {
  const host = failingHost(facts)
  const address = isAboutTokens(facts) ? 'token URL' : 'API base URL'
  return {
    headline: `${failingServer(facts)} gave an unexpected answer`,
    meaning: `${facts.failure?.message ?? 'The answer could not be read.'} ${tested(facts)}`,
    causes: [
      { title: `The ${address} is not right.`, text: `It leads to ${host}, where something else answers.` },
      {
        title: 'A proxy or a sign-in page of your network answered instead.',
        text: 'Such pages come as HTML, often with status 200.',
      },
      { title: 'The server has a fault.', text: 'The exchange below shows what it sent.' },
    ],
    advice: [
      `Check the ${address}, and check again.`,
      'Open the exchange below: it shows who answered.',
      'Try from another network. If it stays, send your reseller the message below.',
    ],
    askReseller: `Please check what answers at ${host}.`,
    askCustomer: `Please check the ${address}, and whether a proxy or sign-in page stands between.`,
  }
}

/** The secrets could not be read, so nothing was sent. */
export function keychainUnavailable(facts: CheckFacts): Words {
  const missing = facts.failure?.code === 'invalid_input'
  const hint = facts.failure?.hint ?? ''
  return {
    headline: missing ? 'No secrets to check with' : 'The keychain could not be read',
    meaning: `${facts.failure?.message ?? 'The secrets could not be read.'} Nothing was sent, so nothing is known about this client.`,
    causes: missing
      ? [
          { title: 'They were not entered.', text: 'A connection can be imported without its secrets.' },
          {
            title: 'They were kept for one session only.',
            text: 'Then they are forgotten when the app ends.',
          },
        ]
      : [
          { title: 'The keychain is locked.', text: 'It opens when you sign in or give its password.' },
          {
            title: 'No keychain service is running.',
            text: 'Secrets are kept there and nowhere else.',
          },
        ],
    advice: [
      ...(missing || hint === '' ? [] : [plainText(hint, 200)]),
      missing
        ? 'Edit the connection and enter both secrets.'
        : 'Unlock the keychain and check again, or enter the secrets for this session only.',
    ],
    askReseller: '',
    askCustomer: '',
  }
}

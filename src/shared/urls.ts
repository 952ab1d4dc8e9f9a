const loopbackHosts = new Set(['localhost', '127.0.0.1', '[::1]'])

/** Whether a URL points at this machine, where plain http is allowed. */
export function isLoopback(url: URL): boolean {
  return loopbackHosts.has(url.hostname) || /^127(\.\d{1,3}){3}$/.test(url.hostname)
}

/**
 * Says what is wrong with a URL that a person typed for a token server or an API, or null when it can be used:
 * absolute, https (plain http on this machine only), without credentials, query or fragment.
 */
export function urlProblem(text: string): string | null {
  if (!URL.canParse(text)) return 'Enter a full address, such as https://api.example.com'
  const url = new URL(text)
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url))) {
    return 'Use https. Plain http is allowed for this machine only.'
  }
  if (url.username !== '' || url.password !== '') return 'Leave user name and password out of the address.'
  if (url.search !== '' || url.hash !== '') return 'Leave out everything after the path.'
  return null
}

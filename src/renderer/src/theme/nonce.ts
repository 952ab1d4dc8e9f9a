import { setNonce } from 'get-nonce'

/**
 * The nonce of this load, which the style elements of libraries must carry to pass `style-src`. The browser hides
 * the attribute from scripts' view of the markup; the property still has it.
 */
export function readStyleNonce(page: Document = document): string {
  const meta = page.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')
  return meta?.nonce ?? ''
}

/** Hands the nonce to the library that locks scrolling under a dialog: it makes a style element of its own. */
export function shareStyleNonce(nonce: string): void {
  setNonce(nonce)
}

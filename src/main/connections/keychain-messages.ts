/** What the client asks of the keychain process. */
export type KeychainRequest = {
  readonly id: number
  readonly service: string
  readonly account: string
} & (
  | { readonly action: 'get' }
  | { readonly action: 'set'; readonly text: string }
  | { readonly action: 'delete' }
)

/** What it answers. `module`: the keychain module could not be loaded. `call`: the keychain refused. */
export type KeychainAnswer =
  | { readonly id: number; readonly ok: true; readonly value: string | boolean | null }
  | { readonly id: number; readonly ok: false; readonly failed: 'module' | 'call'; readonly message: string }

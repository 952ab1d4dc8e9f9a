/** What the contract's page finds on `window`; for the functions that Playwright runs there. */
export type ContractBridge = {
  readonly version: string
  readonly nested: { readonly list: unknown[]; readonly map: Map<string, number>; readonly date: Date }
  readonly parcel: { readonly weight: number; readonly weigh?: unknown }
  send(channel: string, ...args: unknown[]): void
  invoke(channel: string, ...args: unknown[]): Promise<unknown>
  add(a: number, b: number): number
  fail(): never
  counter(): { next(): number; later(): Promise<number> }
  callBack(listener: (value: number) => number): number
  callBackLater(listener: (value: number) => Promise<number>): Promise<number>
  echo(value: unknown): unknown
  kindOf(value: unknown): string
  hasProcess(): boolean
  requireOf(id: string): string
  missing(): void
  exposeAgain(): void
  on(channel: string, listener: (...args: unknown[]) => void): () => void
}

declare global {
  interface Window {
    readonly bridge: ContractBridge
    readonly preloadSecret?: unknown
    readonly require?: unknown
    readonly process?: unknown
    readonly ipcRenderer?: unknown
    executed?: unknown
  }
}

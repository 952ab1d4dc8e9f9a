import type { WebFrameMain } from 'electron'
import { strict } from '../strict.ts'

type Implemented = Pick<
  WebFrameMain,
  | 'url'
  | 'origin'
  | 'name'
  | 'parent'
  | 'top'
  | 'frames'
  | 'processId'
  | 'routingId'
  | 'frameTreeNodeId'
  | 'detached'
  | 'send'
  | 'isDestroyed'
>

/** The main frame of a page: one object for the page's life, whose address follows it. */
export function mainFrameOf(contents: {
  readonly id: number
  getURL(): string
  isDestroyed(): boolean
  send(channel: string, ...args: unknown[]): void
}): WebFrameMain {
  const frame: Implemented = {
    get url() {
      return contents.getURL()
    },
    get origin() {
      return originOf(contents.getURL())
    },
    get top() {
      return frame as WebFrameMain
    },
    get detached() {
      return contents.isDestroyed()
    },
    name: '',
    parent: null,
    frames: [],
    processId: contents.id,
    routingId: 1,
    frameTreeNodeId: contents.id,
    isDestroyed: () => contents.isDestroyed(),
    send: (channel, ...args) => contents.send(channel, ...args),
  }
  return strict('webFrameMain', frame) as WebFrameMain
}

function originOf(url: string): string {
  if (!URL.canParse(url)) return 'null'
  const { origin, protocol, host } = new URL(url)
  return origin === 'null' && host !== '' ? `${protocol}//${host}` : origin
}

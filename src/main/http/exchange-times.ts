import { subscribe } from 'node:diagnostics_channel'
import { Socket } from 'node:net'
import { TLSSocket } from 'node:tls'
import { buildConnector } from 'undici'

/** When a connection was made, in milliseconds of `performance.now()`. */
interface ConnectionTimes {
  readonly started: number
  /** When its name was looked up; null where it needs no look-up. */
  lookedUp: number | null
  connected: number | null
  /** Null without TLS. */
  secured: number | null
}

/** How long each part of an exchange took, in milliseconds. */
export interface ExchangePhases {
  /** Waiting for a connection to be free, or for one to a proxy to be made. */
  readonly queue: number
  /** The parts of making the connection; null where an open one was used, or a proxy made it. */
  readonly connection: {
    /** Null where there is no name to look up. */
    readonly lookup: number | null
    readonly connect: number
    /** Null without TLS. */
    readonly tls: number | null
  } | null
  /** From the request on the wire to the head of the answer. */
  readonly firstByte: number
}

const timesOf = new WeakMap<object, ConnectionTimes>()

/** undici's connector, noting how long its connections take to be made. */
export function timedConnector(options: buildConnector.BuildOptions): buildConnector.connector {
  // Its types do not say that the connector gives the socket back; where it does not, the times are unknown.
  const connect = buildConnector(options) as (...args: Parameters<buildConnector.connector>) => unknown
  return (target, callback) => {
    const times: ConnectionTimes = {
      started: performance.now(),
      lookedUp: null,
      connected: null,
      secured: null,
    }
    const socket = connect(target, callback)
    if (!(socket instanceof Socket)) return
    timesOf.set(socket, times)
    socket.once('lookup', () => {
      times.lookedUp = performance.now()
    })
    socket.once('connect', () => {
      times.connected = performance.now()
    })
    if (socket instanceof TLSSocket) {
      socket.once('secureConnect', () => {
        times.secured = performance.now()
      })
    }
  }
}

/**
 * Who is told on which socket the request goes out that undici starts at this moment. undici says so on a diagnostics
 * channel, to nobody in particular, but in the same breath as it tells the request that it starts.
 */
let starting: ((socket: object) => void) | null = null
subscribe('undici:client:sendHeaders', message => {
  const told = starting
  starting = null
  if (told !== null && hasSocket(message)) told(message.socket)
})

function hasSocket(message: unknown): message is { readonly socket: object } {
  return typeof message === 'object' && message !== null && 'socket' in message
}

/** Notes the moments of one exchange. */
export interface ExchangeClock {
  /** To be called by undici's `onRequestStart`. */
  started(): void
  answered(): void
  phases(): ExchangePhases
}

export function startExchangeClock(): ExchangeClock {
  const dispatched = performance.now()
  let sent = dispatched
  let answered = dispatched
  let connection: ConnectionTimes | undefined
  return {
    started() {
      sent = performance.now()
      starting = socket => {
        connection = timesOf.get(socket)
      }
    },
    answered() {
      answered = performance.now()
    },
    phases() {
      const made = connection !== undefined && connection.started >= dispatched ? connection : null
      const end = made?.secured ?? made?.connected ?? null
      const connecting = made === null || end === null ? 0 : end - made.started
      return {
        queue: Math.max(0, sent - dispatched - connecting),
        connection: made === null ? null : partsOf(made),
        firstByte: Math.max(0, answered - sent),
      }
    },
  }
}

function partsOf({ started, lookedUp, connected, secured }: ConnectionTimes): ExchangePhases['connection'] {
  if (connected === null) return null
  return {
    lookup: lookedUp === null ? null : lookedUp - started,
    connect: connected - (lookedUp ?? started),
    tls: secured === null ? null : secured - connected,
  }
}

import type { Notification, NotificationConstructorOptions } from 'electron'
import { strictEmitter } from '../strict.ts'

type Implemented = Pick<Notification, 'show' | 'close' | 'title' | 'body' | 'silent'>

/** Nothing is shown; a test emits `click` on a notification it finds in `Notification.standInShown`. */
export class StandInNotification extends strictEmitter('Notification') implements Implemented {
  static readonly standInShown: StandInNotification[] = []
  title: string
  body: string
  silent: boolean

  constructor({ title = '', body = '', silent = false }: NotificationConstructorOptions = {}) {
    super()
    this.title = title
    this.body = body
    this.silent = silent
  }

  show(): void {
    StandInNotification.standInShown.push(this)
    this.emit('show')
  }

  close(): void {
    this.emit('close')
  }

  static isSupported(): boolean {
    return true
  }
}

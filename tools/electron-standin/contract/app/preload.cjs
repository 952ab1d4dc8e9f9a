const { contextBridge, ipcRenderer } = require('electron')

class Parcel {
  weight = 1
  weigh() {
    return this.weight
  }
}
globalThis.preloadSecret = 'secret'

contextBridge.exposeInMainWorld('bridge', {
  version: '1.0',
  nested: { list: [1, { a: 1 }], map: new Map([['k', 1]]), date: new Date(0) },
  parcel: new Parcel(),
  send: (channel, ...args) => ipcRenderer.send(channel, ...args),
  invoke: (channel, ...args) => ipcRenderer.invoke(channel, ...args),
  add: (a, b) => a + b,
  fail: () => {
    throw new TypeError('refused')
  },
  counter: () => {
    let count = 0
    return { next: () => ++count, later: async () => count }
  },
  callBack: listener => listener(20) + 1,
  callBackLater: async listener => (await listener(1)) + 1,
  echo: value => value,
  kindOf: value => Object.prototype.toString.call(value),
  hasProcess: () => typeof process === 'object' && process.sandboxed === true,
  requireOf: id => {
    try {
      return typeof require(id)
    } catch (error) {
      return error.message
    }
  },
  missing: () => ipcRenderer.postMessage('x', 1),
  exposeAgain: () => contextBridge.exposeInMainWorld('bridge', {}),
  on: (channel, listener) => {
    const wrapped = (_event, ...args) => listener(...args)
    ipcRenderer.on(channel, wrapped)
    return () => {
      ipcRenderer.removeListener(channel, wrapped)
    }
  },
})

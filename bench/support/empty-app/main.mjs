// The least that an app can be: one window with a word in it. What the runtime itself takes to start.
import { app, BrowserWindow } from 'electron'

app.on('window-all-closed', () => app.quit())
app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1280, height: 800 })
  void window.loadURL('data:text/html,<title>Empty</title><p>Empty</p>')
})

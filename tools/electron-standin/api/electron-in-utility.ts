/** What `electron` is in a utility process: nothing that the stand-in has. */
import { strict } from '../strict.ts'

const electron = strict('electron (utility process)', {})

export {
  // biome-ignore lint/style/noDefaultExport: `import electron from 'electron'` works in Electron
  electron as default,
  electron as 'module.exports',
}

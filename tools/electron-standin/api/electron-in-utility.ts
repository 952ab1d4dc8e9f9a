/** What `electron` is in a utility process: nothing that the stand-in has. */
import { strict } from '../strict.ts'

const electron = strict('electron (utility process)', {})

export { electron as default, electron as 'module.exports' }

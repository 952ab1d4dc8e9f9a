export { ConnectionEditor } from './connection-editor.tsx'

export { TokenPanel } from './token-panel.tsx'

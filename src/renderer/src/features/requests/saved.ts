export { SavedPanel } from './saved/saved-panel.tsx'

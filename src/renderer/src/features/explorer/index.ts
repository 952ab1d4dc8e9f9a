export { ExplorerView } from './explorer-view.tsx'

export { SqlView } from './sql-view.tsx'

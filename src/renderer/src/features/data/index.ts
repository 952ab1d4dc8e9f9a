export { DatasetView } from './view/dataset-view.tsx'
export { ResponseTable } from './view/response-table.tsx'

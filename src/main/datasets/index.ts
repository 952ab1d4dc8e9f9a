export { createDatasets, type Datasets } from './create-datasets.ts'
export type { QueryTable } from './query-table.ts'

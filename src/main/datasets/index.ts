export { createDatasets } from './create-datasets.ts'
export type { Datasets } from './datasets.ts'
export type { QueryTable } from './query-table.ts'

export { createDatasets, type Datasets } from './create-datasets.ts'

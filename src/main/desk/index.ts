export { changeConnections } from './change-connections.ts'
export { createDesk, type Desk } from './create-desk.ts'
export { createImports, type Imports } from './import/create-imports.ts'

export { atDemoCloud } from './current-endpoints.ts'
export { createDemoCloud, type DemoCloud, type DemoDescription, endpointsOf } from './demo-cloud.ts'

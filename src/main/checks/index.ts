export { type Checks, createChecks } from './checks.ts'

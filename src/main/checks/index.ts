export { type Checks, type ChecksParts, createChecks } from './checks.ts'

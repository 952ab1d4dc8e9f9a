export { AccessCheckView } from './access-check-view.tsx'
export { CheckPreview } from './check-steps.tsx'
export { CompactCheck } from './compact-check.tsx'

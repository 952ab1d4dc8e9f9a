export { keepDrafts } from './keep-drafts.ts'
export { RequestView } from './request-view.tsx'

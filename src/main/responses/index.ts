export { createResponses, type Responses } from './create-responses.ts'
export type { BodyWriter } from './kept-bodies.ts'

export { type BodySource, createResponses, type Responses } from './create-responses.ts'
export type { BodyTap, BodyWriter } from './kept-bodies.ts'

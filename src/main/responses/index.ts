export { type BodyWriter, createResponses, type Responses } from './create-responses.ts'

export type { Http, HttpAnswer, HttpRequest } from './types.ts'

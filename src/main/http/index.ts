export { createHttp, type HttpClient, type HttpOptions } from './create-http.ts'
export type { Http, HttpAnswer, HttpRequest } from './types.ts'

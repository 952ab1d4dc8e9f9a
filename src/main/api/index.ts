export type { ApiAnswer, ApiClient, ApiRequest, BuildApiRequest } from './types.ts'

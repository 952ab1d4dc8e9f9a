export { createApiClient } from './client.ts'
export { type Api, createApi } from './create-api.ts'
export { buildApiRequest } from './request.ts'
export type { BuildApiRequest } from './types.ts'

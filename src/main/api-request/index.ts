export { buildApiRequest, isRead } from './build-request.ts'
export type { ApiRequest, BuildApiRequest } from './types.ts'
export { apiUrl, basePathOf } from './urls.ts'

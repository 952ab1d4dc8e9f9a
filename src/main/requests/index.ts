export { compareAnswers } from './compare-answers.ts'
export { createRequests, type Requests } from './create-requests.ts'
export { requestOfView } from './view-request.ts'
export { withoutSecrets } from './without-secrets.ts'

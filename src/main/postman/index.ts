export { createPostman, type Postman } from './create-postman.ts'

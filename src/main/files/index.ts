export { createJsonFile, type JsonFile } from './json-file.ts'

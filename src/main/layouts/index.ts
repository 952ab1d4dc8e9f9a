export { createLayouts, type Layouts } from './create-layouts.ts'

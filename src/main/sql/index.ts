export { createSql, type Sql } from './create-sql.ts'

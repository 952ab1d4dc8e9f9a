import { z } from 'zod'

/**
 * Without this zod tries out `new Function` when the first schema is made, which the page's policy forbids and
 * reports. Must be imported before anything that makes a schema.
 */
z.config({ jitless: true })

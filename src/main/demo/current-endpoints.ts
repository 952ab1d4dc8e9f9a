import type { Connection } from '../../shared/connection.ts'
import { type DemoCloud, endpointsOf } from './demo-cloud.ts'

/**
 * Leads a saved connection with the environment *Demo cloud* to where the demo cloud is now, starting it if need
 * be: it has another port each time. Its clients and their secrets stay the same, since they come from its seed.
 */
export async function atDemoCloud(connection: Connection, demoCloud: DemoCloud): Promise<Connection> {
  if (connection.environment !== 'demo' || connection.ephemeral) return connection
  return { ...connection, ...endpointsOf(await demoCloud.start()) }
}

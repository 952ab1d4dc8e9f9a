import { join } from 'node:path'
import { expect, it } from 'vitest'
import { usualDataFolder } from './data-folder.ts'

it.each([
  ['linux', {}, ['/home/ada', '.config']],
  ['linux', { XDG_CONFIG_HOME: '/settings' }, ['/settings']],
  ['darwin', { XDG_CONFIG_HOME: '/settings' }, ['/home/ada', 'Library', 'Application Support']],
  ['win32', { APPDATA: '/roaming' }, ['/roaming']],
])('On %s with %j the app keeps its data in %j', (platform, env, parents) => {
  expect(usualDataFolder(platform, env, '/home/ada')).toBe(join(...parents, 'Weightron Explorer'))
})

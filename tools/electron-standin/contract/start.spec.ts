import { expect, test } from 'playwright/test'
import { launchContract, newFolder, removeFolder } from './launch.ts'

test('starts an app, opens its window over its own scheme and ends with it', async () => {
  const userData = await newFolder()
  const { app, page } = await launchContract(userData, ['--mode=test', 'file.json'])
  await expect(page.locator('body')).toHaveAttribute('data-started', 'yes')
  const about = await app.evaluate(({ app }) => ({
    name: app.getName(),
    version: app.getVersion(),
    packaged: app.isPackaged,
    userData: app.getPath('userData'),
    argv: process.argv.slice(-2),
  }))
  expect(about).toEqual({
    name: 'Contract',
    version: '1.2.3',
    packaged: false,
    userData,
    argv: ['--mode=test', 'file.json'],
  })
  await app.close()
  await removeFolder(userData)
})

import { describe, expect, it } from 'vitest'
import { onCommand, runCommand } from './command-bus.ts'

describe('a command', () => {
  it('goes to the one who took it last, and back when that one is gone', () => {
    const heard: string[] = []
    const giveBackFirst = onCommand('refresh', () => heard.push('first'))
    const giveBackSecond = onCommand('refresh', () => heard.push('second'))
    runCommand('refresh')
    giveBackSecond()
    runCommand('refresh')
    giveBackFirst()
    expect(heard).toEqual(['second', 'first'])
  })

  it('that nobody takes does nothing and says so', () => {
    expect(runCommand('go-to')).toBe(false)
  })
})

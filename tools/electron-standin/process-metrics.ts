import { readdirSync, readFileSync } from 'node:fs'
import type { App, ProcessMetric } from 'electron'

const PAGE_KB = 4
const CLOCK_TICKS_PER_SECOND = 100

const TYPES: Readonly<Record<string, ProcessMetric['type']>> = {
  renderer: 'Tab',
  'gpu-process': 'GPU',
  utility: 'Utility',
  zygote: 'Zygote',
}

/** Real numbers of this process and all below it, read from /proc as Electron does. Linux only. */
export function appMetrics(): ReturnType<App['getAppMetrics']> {
  return [process.pid, ...descendants(process.pid)].flatMap(pid => {
    const metric = readMetric(pid)
    return metric ? [metric] : []
  })
}

function readMetric(pid: number): ProcessMetric | undefined {
  const stat = readProc(pid, 'stat')
  const command = readProc(pid, 'cmdline')
  if (stat === undefined || command === undefined) return undefined
  // The name in parentheses may itself hold blanks; fields are counted from behind it.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const field = (number: number): number => Number(fields[number - 3] ?? 0)
  const type = TYPES[/--type=([\w-]+)/.exec(command)?.[1] ?? '']
  return {
    pid,
    type: pid === process.pid ? 'Browser' : (type ?? 'Utility'),
    creationTime: field(22),
    cpu: {
      percentCPUUsage: 0,
      cumulativeCPUUsage: (field(14) + field(15)) / CLOCK_TICKS_PER_SECOND,
      idleWakeupsPerSecond: 0,
    },
    memory: { workingSetSize: field(24) * PAGE_KB, peakWorkingSetSize: field(24) * PAGE_KB },
  }
}

/** Ids of all processes below `pid`. */
export function descendants(pid: number): number[] {
  let tasks: string[] = []
  try {
    tasks = readdirSync(`/proc/${pid}/task`)
  } catch {
    return [] // It ended meanwhile.
  }
  const children = tasks.flatMap(task => (readProc(pid, `task/${task}/children`) ?? '').trim().split(' '))
  return children.filter(Boolean).flatMap(child => [Number(child), ...descendants(Number(child))])
}

function readProc(pid: number, file: string): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8')
  } catch {
    return undefined // The process ended between being listed and being read.
  }
}

import { CLIENT_PLANS, type ClientPlan } from './clients.ts'

/**
 * Which clients are made many times, and how often in a hundred. Those that take as long as a time limit, or that
 * make the shared host ask everybody to wait, are left out: thousands of them would measure waiting.
 */
const shares: readonly (readonly [name: string, inHundred: number])[] = [
  ['works', 60],
  ['works with awkward characters', 12],
  ['expires within 30 days', 6],
  ['application expired', 3],
  ['wrong secret', 4],
  ['unknown client ID', 2],
  ['wrong API key', 4],
  ['no applications', 2],
  ['one of two applications refused', 2],
  ['access refused', 1],
  ['unknown scope', 1],
  ['server error', 1],
  ['answer not JSON', 1],
  ['token server down', 1],
]

const places = [
  'Ashford',
  'Brannoch',
  'Calloway',
  'Dunmore',
  'Ellesgate',
  'Farrow',
  'Glenhope',
  'Hollin',
] as const
const trades = ['Aggregates', 'Asphalt', 'Cement', 'Feeds', 'Grain', 'Recycling', 'Salt', 'Timber'] as const
const uses = ['Site operations', 'ERP import', 'Yard dashboard', 'Invoicing', 'Weighbridge feed'] as const

/** Plans for `count` more clients, each treated as one of the known ones. The same count gives the same clients. */
export function generateClients(count: number): readonly ClientPlan[] {
  const hundred = shares.flatMap(([name, times]) => Array.from({ length: times }, () => planNamed(name)))
  return Array.from({ length: count }, (_, index) => {
    // 37 shares no factor with 100, so each hundred has every share, mixed.
    const like = hundred[(index * 37) % hundred.length] ?? planNamed('works')
    const number = String(index + 1).padStart(5, '0')
    return {
      ...like,
      name: `${pick(uses, index)} ${number}`,
      customer: `${pick(places, Math.floor(index / 5))} ${pick(trades, Math.floor(index / 40))}`,
      clientId: `generated-${number}`,
    }
  })
}

function planNamed(name: string): ClientPlan {
  const plan = CLIENT_PLANS.find(each => each.name === name)
  if (plan === undefined) throw new Error(`No client is named ${name}`)
  return plan
}

const pick = (words: readonly string[], index: number): string => words[index % words.length] ?? ''

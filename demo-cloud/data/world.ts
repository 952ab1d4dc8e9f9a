import { APPLICATION_PLANS, type ApplicationPlan, type Trade } from '../applications.ts'
import { CLIENT_PLANS, type ClientPlan } from '../clients.ts'
import { objectIdFor, secretFor } from '../random.ts'
import { collectionBuilder } from './build.ts'
import { type CollectionStore, createCollectionStore } from './collection-store.ts'
import { qualityCollections } from './quality.ts'
import { stockCollections } from './stock.ts'
import { weighbridgeCollections } from './weighbridge.ts'

/** An application with its identity, its end and its data. */
export interface Application {
  readonly id: string
  readonly plan: ApplicationPlan
  readonly expiry: string
  readonly parameters: Readonly<Record<string, unknown>>
  readonly collections: readonly CollectionStore[]
}

/** A client with the values that are right for it. */
export interface Client {
  readonly plan: ClientPlan
  readonly secret: string
  readonly apiKey: string
  /** The principal that stands in `_changedBy` of what it writes. */
  readonly principal: string
  readonly listed: readonly Application[]
  readonly opens: ReadonlySet<Application>
}

export interface World {
  readonly applications: readonly Application[]
  readonly clients: readonly Client[]
}

/** For a weighbridge without a trade of its own. */
const PLAIN_STONE: Trade = { groups: ['Aggregate'], sites: ['NORTH'] }

const DAY_MS = 24 * 3600 * 1000

/** Characters that a form, a Basic header or a URL each treat in a way of their own. */
const AWKWARD = '+/=%&: ;"?#\\'

/** Everything the cloud knows, from the seed; only the ends of licences follow the start. */
export function createWorld(
  seed: string,
  documents: number,
  now: () => number,
  plans: readonly ClientPlan[] = CLIENT_PLANS,
): World {
  const applications = APPLICATION_PLANS.map(plan => createApplication(plan, seed, documents, now))
  const byKey = new Map(applications.map(application => [application.plan.key, application]))
  const of = (keys: readonly string[] | undefined): readonly Application[] =>
    (keys ?? []).map(key => {
      const application = byKey.get(key)
      if (application === undefined) throw new Error(`No application has the key ${key}`)
      return application
    })
  const clients = plans.map(plan => {
    const middle = plan.awkwardCharacters === true ? AWKWARD : ''
    const secret = (label: string): string =>
      `${secretFor(seed, `${label} ${plan.clientId} a`, 20)}${middle}${secretFor(seed, `${label} ${plan.clientId} b`, 20)}`
    return {
      plan,
      secret: secret('secret'),
      apiKey: secret('key'),
      principal: objectIdFor(seed, `principal ${plan.clientId}`),
      listed: [...of(plan.opens), ...of(plan.refused)],
      opens: new Set(of(plan.opens)),
    }
  })
  return { applications, clients }
}

function createApplication(
  plan: ApplicationPlan,
  seed: string,
  documents: number,
  now: () => number,
): Application {
  const build = collectionBuilder(seed, plan.key)
  const models = {
    weighbridge: () => weighbridgeCollections(build, plan.documents ?? documents, plan.trade ?? PLAIN_STONE),
    stock: () => stockCollections(build),
    quality: () => qualityCollections(build, seed),
  }[plan.kind]()
  const author = objectIdFor(seed, `author ${plan.key}`)
  return {
    id: objectIdFor(seed, `application ${plan.key}`),
    plan,
    expiry: new Date(now() + plan.expiresInDays * DAY_MS).toISOString(),
    parameters: parametersOf(plan, seed),
    collections: models.map(model => createCollectionStore(model, author, now)),
  }
}

/** Application parameters may hold secrets (fact sheet, section 6); these look as if they did. */
function parametersOf(plan: ApplicationPlan, seed: string): Readonly<Record<string, unknown>> {
  const secret = (label: string, length: number): string => secretFor(seed, `${label} ${plan.key}`, length)
  return {
    ticketPrefix: 'W-',
    timezone: 'Europe/London',
    roundingKg: 20,
    erp: {
      url: 'https://erp.example/api/v2',
      user: 'weighbridge',
      password: secret('erp password', 18),
    },
    smsGatewayToken: `sms_${secret('sms', 32)}`,
    mqtt: { host: 'mqtt.example', clientSecret: secret('mqtt', 28) },
    notify: ['yard@weighbridge.example'],
  }
}

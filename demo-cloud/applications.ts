/** Which data an application holds. */
type ApplicationKind = 'weighbridge' | 'stock' | 'quality'

/** What a weighbridge deals in: groups of `materials` and codes of `sites` (see `data/weighbridge-lists.ts`). */
export interface Trade {
  readonly groups: readonly string[]
  readonly sites: readonly string[]
}

const STONE: Trade = { groups: ['Aggregate', 'Sand', 'Sub-base', 'Soil'], sites: ['NORTH', 'RAIL', 'WHARF'] }
const TIMBER: Trade = { groups: ['Timber'], sites: ['KAI'] }
const RECYCLING: Trade = { groups: ['Recycled', 'Scrap', 'Timber'], sites: ['HAFEN'] }
const GRAIN: Trade = { groups: ['Grain'], sites: ['SILO'] }
const PORT: Trade = { groups: ['Scrap', 'Grain', 'Aggregate'], sites: ['YOKO'] }

/** An application of a customer, before the seed has given it identifiers and documents. */
export interface ApplicationPlan {
  readonly key: string
  readonly customer: string
  readonly name: string
  readonly kind: ApplicationKind
  /** Days from the start of the demo cloud to the end of the licence. */
  readonly expiresInDays: number
  /** Of a weighbridge: which groups of material come over it, and at which sites. */
  readonly trade?: Trade
  /** Documents in the application's main collection; absent where `--documents` decides. */
  readonly documents?: number
  readonly nameInternal: string
  readonly addressPostal: readonly string[]
}

const ALDERMOOR = {
  customer: 'Aldermoor Quarries',
  nameInternal: 'ALDERMOOR-01',
  addressPostal: ['Aldermoor Quarries Ltd', 'Stonegate Lane', 'Matlock', 'DE4 0XX', 'United Kingdom'],
}
const OSTMARK = {
  customer: 'Østmark Sagbruk AS',
  nameInternal: 'OSTMARK-02',
  addressPostal: ['Østmark Sagbruk AS', 'Tømmerveien 14', '2406 Elverum', 'Norge'],
}
const GRUENFELD = {
  customer: 'Grünfeld Recycling GmbH',
  nameInternal: 'GRUENFELD-03',
  addressPostal: ['Grünfeld Recycling GmbH', 'Schöne Aussicht 7', '24937 Flensburg', 'Deutschland'],
}
const VAL_SEREIN = {
  customer: 'Coopérative du Val Serein',
  nameInternal: 'VALSEREIN-04',
  addressPostal: ['Coopérative du Val Serein', '3 chemin de la Moisson', '89440 L’Isle-sur-Serein', 'France'],
}
const PELLBROOK = {
  customer: 'Pellbrook Asphalt',
  nameInternal: 'PELLBROOK-05',
  addressPostal: ['Pellbrook Asphalt', 'Unit 9, Kiln Road', 'Newport', 'NP19 0XX', 'United Kingdom'],
}
const MINATO = {
  customer: 'みなと港運株式会社',
  nameInternal: 'MINATO-06',
  addressPostal: ['みなと港運株式会社', '神奈川県横浜市中区海岸通9丁目', '231-0002', '日本'],
}
const CASTOR_WREN = {
  customer: 'Castor & Wren Haulage',
  nameInternal: 'CASTORWREN-07',
  addressPostal: ['Castor & Wren Haulage', '12 Long Acre', 'Kilkenny', 'R95 XX00', 'Ireland'],
}

/** All applications. The first one holds the large collection. */
export const APPLICATION_PLANS: readonly ApplicationPlan[] = [
  {
    ...ALDERMOOR,
    key: 'aldermoor-weighbridge',
    name: 'Weighbridge network',
    kind: 'weighbridge',
    trade: STONE,
    expiresInDays: 411,
  },
  { ...ALDERMOOR, key: 'aldermoor-stock', name: 'Yard stock', kind: 'stock', expiresInDays: 411 },
  { ...ALDERMOOR, key: 'aldermoor-quality', name: 'Laboratory', kind: 'quality', expiresInDays: 96 },
  {
    ...OSTMARK,
    key: 'ostmark-weighbridge',
    name: 'Tømmermottak',
    kind: 'weighbridge',
    trade: TIMBER,
    expiresInDays: 233,
    documents: 5_200,
  },
  { ...OSTMARK, key: 'ostmark-stock', name: 'Lager', kind: 'stock', expiresInDays: 233 },
  {
    ...GRUENFELD,
    key: 'gruenfeld-weighbridge',
    name: 'Waage Nord',
    kind: 'weighbridge',
    trade: RECYCLING,
    expiresInDays: 172,
    documents: 8_400,
  },
  {
    ...GRUENFELD,
    key: 'gruenfeld-quality',
    name: 'Qualitätssicherung',
    kind: 'quality',
    expiresInDays: 172,
  },
  {
    ...VAL_SEREIN,
    key: 'val-serein-weighbridge',
    name: 'Réception des céréales',
    kind: 'weighbridge',
    trade: GRAIN,
    expiresInDays: 12,
    documents: 3_100,
  },
  { ...VAL_SEREIN, key: 'val-serein-stock', name: 'Silos', kind: 'stock', expiresInDays: 200 },
  {
    ...PELLBROOK,
    key: 'pellbrook-weighbridge',
    name: 'Plant gate',
    kind: 'weighbridge',
    trade: STONE,
    expiresInDays: -9,
    documents: 2_700,
  },
  { ...PELLBROOK, key: 'pellbrook-stock', name: 'Bitumen stock', kind: 'stock', expiresInDays: 64 },
  {
    ...MINATO,
    key: 'minato-weighbridge',
    name: '横浜ターミナル計量',
    kind: 'weighbridge',
    trade: PORT,
    expiresInDays: 301,
    documents: 6_000,
  },
  { ...MINATO, key: 'minato-quality', name: '品質管理', kind: 'quality', expiresInDays: 301 },
  {
    ...CASTOR_WREN,
    key: 'castor-wren-weighbridge',
    name: 'Depot weighing',
    kind: 'weighbridge',
    trade: RECYCLING,
    expiresInDays: 143,
    documents: 1_900,
  },
]

import type { CollectionBuilder } from './build.ts'
import { iso, isoDay } from './calendar.ts'
import { curiosities } from './curiosities.ts'
import { fileIdAt } from './files.ts'
import type { CollectionModel } from './model.ts'
import { PEOPLE, someone } from './people.ts'

const SIEVES_MM = [31.5, 20, 16, 8, 4, 2, 1, 0.5, 0.063] as const
const PRODUCTS = [
  'Crushed limestone 20 mm',
  'Granite chippings 10 mm',
  'Sharp sand, washed',
  'Asphalt AC 16',
] as const

/** Percent passing each sieve: falls from 100 as the mesh gets finer. */
function grading(
  next: () => number,
): readonly { readonly sieveMm: number; readonly passingPercent: number }[] {
  let passing = 100
  return SIEVES_MM.map((sieveMm, index) => {
    if (index > 0) passing = Math.max(0, Math.round((passing - next() * 19) * 10) / 10)
    return { sieveMm, passingPercent: passing }
  })
}

/** The collections of a laboratory. Their IDs are names, not ObjectIds. */
export function qualityCollections(build: CollectionBuilder, seed: string): readonly CollectionModel[] {
  const samples = build({
    name: 'samples',
    description: 'Samples with everything that was found out about them, deeply nested',
    size: 900,
    perDay: 8,
    namedId: true,
    textIndex: ['number', 'product', 'takenBy.name', 'result.remark'],
    fields: (index, random, at) => {
      const moisture = random.int(8, 71) / 10
      const passed = random.chance(0.93)
      return {
        number: `Q-${String(index + 1).padStart(5, '0')}`,
        product: random.pick(PRODUCTS),
        takenAt: iso(at),
        takenBy: someone(random),
        origin: {
          site: random.pick(['NORTH', 'RAIL', 'WHARF']),
          stockpile: {
            number: random.int(1, 14),
            face: {
              bench: random.int(1, 5),
              survey: { grid: { east: random.int(1000, 9999), north: random.int(1000, 9999) } },
            },
          },
        },
        tests: {
          grading: { standard: 'EN 933-1', curve: grading(random.next) },
          moisture: { standard: 'EN 1097-5', percent: moisture },
          ...(random.chance(0.4) ? { flakiness: { standard: 'EN 933-3', index: random.int(4, 31) } } : {}),
        },
        result: { passed, remark: passed ? null : random.pick(['Too fine', 'Zu feucht', 'Hors fuseau']) },
      }
    },
  })
  const measurements = build({
    name: 'measurements',
    description: 'Readings of the moisture probes',
    size: 12_000,
    perDay: 110,
    namedId: true,
    textIndex: ['probe'],
    fields: (index, random, at) => {
      const wave = Math.sin(index / 40) * 1.7
      return {
        probe: `MP-${random.int(1, 6)}`,
        at: iso(at),
        moisturePercent: Math.round((5.2 + wave + random.next() * 0.8) * 100) / 100,
        temperatureC: Math.round((14 + Math.sin(index / 300) * 9 + random.next()) * 10) / 10,
        quality: random.chance(0.97) ? 'good' : 'suspect',
      }
    },
  })
  const certificates = build({
    name: 'certificates',
    description: 'Certificates handed out; `file` is the ID of a file in the store',
    size: 120,
    perDay: 1,
    namedId: true,
    textIndex: ['number', 'product', 'signedBy'],
    fields: (index, random, at) => ({
      number: `CE-${isoDay(at).slice(0, 4)}-${String(index + 1).padStart(4, '0')}`,
      product: random.pick(PRODUCTS),
      issuedOn: isoDay(at),
      validUntil: random.chance(0.8) ? isoDay(at + 365 * 86_400_000) : null,
      signedBy: someone(random).name,
      file: fileIdAt(seed, index % 2),
    }),
  })
  const users = build({
    name: 'users',
    description: 'People who may sign',
    size: PEOPLE.length,
    perDay: 1,
    namedId: true,
    textIndex: ['name', 'city'],
    fields: (index, random) => {
      const person = PEOPLE[index] ?? someone(random)
      const initials = person.name.split(/\s/).map(part => part.at(0) ?? '')
      return {
        ...person,
        roles: ['sampler', 'analyst', 'signatory'].filter(() => random.chance(0.5)),
        signature: random.chance(0.5)
          ? { initials: initials.join(''), since: 2020 + random.int(0, 6) }
          : null,
      }
    },
  })
  const complaints = build({
    name: 'complaints',
    description: 'Complaints that are open. There are none',
    size: 0,
    perDay: 1,
    namedId: true,
    fields: () => ({}),
  })
  return [samples, measurements, certificates, users, curiosities(build), complaints]
}

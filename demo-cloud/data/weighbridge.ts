import type { Trade } from '../applications.ts'
import type { Random } from '../random.ts'
import type { CollectionBuilder } from './build.ts'
import { referenced } from './build.ts'
import { iso, isoDay } from './calendar.ts'
import type { CollectionModel } from './model.ts'
import { PEOPLE, someone } from './people.ts'
import { HAULIERS, MATERIALS, NOTES, SITES } from './weighbridge-lists.ts'

const LETTERS = 'ABCDEFGHJKLMNOPRSTUVWXYZ'
const letters = (random: Random, count: number): string =>
  Array.from({ length: count }, () => LETTERS[random.int(0, LETTERS.length - 1)]).join('')

/** Shares `total` over axles in steps of 20 kg; the shares add up to the total. */
function axleLoads(total: number, axles: number, random: Random): readonly number[] {
  const shares = Array.from({ length: axles }, () => 0.85 + random.next() * 0.3)
  const sum = shares.reduce((a, b) => a + b, 0)
  const loads = shares.map(share => Math.round((total * share) / sum / 20) * 20)
  const rest = total - loads.reduce((a, b) => a + b, 0)
  return loads.map((load, axle) => (axle === 0 ? load + rest : load))
}

/** The collections of a weighbridge application: every lorry that drove over it, and what that refers to. */
export function weighbridgeCollections(
  build: CollectionBuilder,
  size: number,
  trade: Trade,
): readonly CollectionModel[] {
  const traded = MATERIALS.filter(([, , group]) => trade.groups.includes(group))
  const gates = SITES.filter(([code]) => trade.sites.includes(code))
  const hauliers = build({
    name: 'hauliers',
    description: 'Companies whose vehicles come to the weighbridges',
    size: HAULIERS.length,
    perDay: 1,
    textIndex: ['name', 'contact.name'],
    fields: (index, random, at) => {
      const person = someone(random)
      return {
        name: HAULIERS[index],
        account: `H-${String(1000 + index * 7)}`,
        contact: { name: person.name, phone: `+44 1632 96${random.int(1000, 9999)}`, city: person.city },
        creditLimit: random.chance(0.2) ? null : random.int(2, 60) * 500,
        onStop: random.chance(0.12),
        customerSince: isoDay(at - random.int(100, 4000) * 86_400_000),
      }
    },
  })
  const haulierData = referenced(hauliers, ['name', 'account'])

  const vehicles = build({
    name: 'vehicles',
    description: 'Vehicles with their stored tare',
    size: 140,
    perDay: 2,
    textIndex: ['registration', 'haulier.name'],
    foreignKeys: [
      {
        property: 'haulierId',
        collection: 'hauliers',
        foreignProperty: '_id',
        importProperty: 'haulier',
        onUpdate: 'Cascade',
      },
    ],
    fields: (_index, random, at) => {
      const haulier = random.int(0, haulierData.count - 1)
      const axles = random.pick([2, 3, 4, 4, 4, 5, 6, 6])
      return {
        registration: `${letters(random, 2)}${random.int(14, 76)} ${letters(random, 3)}`,
        haulierId: haulierData.idAt(haulier),
        haulier: haulierData.copyAt(haulier),
        axles,
        tareKg: 4200 + axles * 1680 + random.int(-20, 20) * 20,
        maxGrossKg: [0, 0, 18_000, 26_000, 32_000, 40_000, 44_000][axles] ?? 44_000,
        tareTakenAt: iso(at),
        ...(random.chance(0.7) ? { emissionClass: random.pick(['Euro V', 'Euro VI', 'Electric']) } : {}),
      }
    },
  })
  const vehicleData = referenced(vehicles, ['registration', 'haulier', 'axles'])

  const materials = build({
    name: 'materials',
    description: 'What is weighed, with its price a tonne',
    size: traded.length,
    perDay: 1,
    textIndex: ['name', 'code', 'group'],
    fields: index => {
      const [code, name, group, price] = traded[index] ?? MATERIALS[0]
      return {
        code,
        name,
        group,
        pricePerTonne: { amount: price, currency: 'EUR' },
        hazardous: false,
        ewcCode: group === 'Recycled' ? '17 01 07' : group === 'Scrap' ? '17 04 07' : null,
      }
    },
  })
  const materialData = referenced(materials, ['code', 'name'])

  const sites = build({
    name: 'sites',
    description: 'Weighbridges and where they stand',
    size: gates.length,
    perDay: 1,
    textIndex: ['name', 'city'],
    fields: (index, random) => {
      const [code, name, city, latitude, longitude] = gates[index] ?? SITES[0]
      return {
        code,
        name,
        city,
        location: { type: 'Point', coordinates: [longitude, latitude] },
        bridges: Array.from({ length: random.int(1, 3) }, (_, bridge) => ({
          number: bridge + 1,
          lengthM: random.pick([15, 18, 24]),
          divisionKg: 20,
          verifiedUntil: `2027-0${random.int(1, 9)}-01`,
        })),
        openingHours: { monToFri: '06:00-18:00', sat: random.chance(0.5) ? '07:00-12:00' : null },
      }
    },
  })

  const weighings = build({
    name: 'weighings',
    description: 'Every completed weighing',
    size,
    perDay: 260,
    textIndex: [
      'ticket',
      'vehicle.registration',
      'vehicle.haulier.name',
      'material.name',
      'operator',
      'notes',
    ],
    foreignKeys: [
      {
        property: 'vehicleId',
        collection: 'vehicles',
        foreignProperty: '_id',
        importProperty: 'vehicle',
        onUpdate: 'Ignore',
      },
      {
        property: 'material',
        collection: 'materials',
        foreignProperty: '_id',
        importProperty: 'material',
        onUpdate: 'Restrict',
      },
    ],
    fields: (index, random, at) => {
      const vehicle = random.int(0, vehicleData.count - 1)
      const stored = vehicleData.fieldsAt(vehicle)
      const tareKg = Number(stored.tareKg) + random.int(-8, 8) * 20
      const room = Number(stored.maxGrossKg) - tareKg
      const netKg = Math.floor((room * (0.45 + random.next() * 0.53)) / 20) * 20
      const grossKg = tareKg + netKg
      const material = materialData.copyAt(random.int(0, materialData.count - 1))
      return {
        ticket: `W-${100_000 + index}`,
        weighedAt: iso(at),
        site: random.pick(gates)[0],
        direction: random.chance(0.64) ? 'out' : 'in',
        vehicleId: vehicleData.idAt(vehicle),
        vehicle: vehicleData.copyAt(vehicle),
        material,
        grossKg,
        tareKg,
        netKg,
        axleLoadsKg: axleLoads(grossKg, Number(stored.axles), random),
        operator: someone(random).name,
        billed: random.chance(0.71),
        ...(random.chance(0.1) ? { notes: random.chance(0.4) ? null : random.pick(NOTES) } : {}),
      }
    },
  })

  const legacyTickets = build({
    name: 'legacyTickets',
    description: 'Tickets taken over from the old system: numbers as text, fields missing or of another type',
    size: 640,
    perDay: 9,
    textIndex: ['no', 'firm'],
    fields: (index, random, at) => {
      const net = random.int(100, 1500) * 20
      return {
        no: String(7000 + index).padStart(6, '0'),
        date: random.chance(0.5) ? isoDay(at) : isoDay(at).split('-').reverse().join('/'),
        net: String(net),
        gross: random.chance(0.15) ? net + 12_000 : `${net + 12_000}`,
        tare: random.pick<unknown>(['12000', '12 000', '12,000 kg', 12_000, null]),
        firm: random.pick<unknown>([...HAULIERS.slice(0, 4), '', { name: HAULIERS[5] }]),
        ...(random.chance(0.3) ? { paid: random.pick<unknown>([true, 'yes', 1, 'N']) } : {}),
        ...(random.chance(0.2) ? { axles: random.pick<unknown>([5, '5', [7100, 8500, 6200]]) } : {}),
      }
    },
  })

  const operators = build({
    name: 'operators',
    description: 'People who run the weighbridges',
    size: PEOPLE.length,
    perDay: 1,
    textIndex: ['name', 'city'],
    fields: (index, random, at) => {
      const person = PEOPLE[index] ?? someone(random)
      return {
        ...person,
        email: `operator${index + 1}@weighbridge.example`,
        shifts: { early: random.int(0, 5), late: random.int(0, 5) },
        trainedOn: random.chance(0.8) ? isoDay(at) : null,
        active: random.chance(0.9),
      }
    },
  })

  const disputes = build({
    name: 'disputes',
    description: 'Weighings that a customer does not accept. There are none',
    size: 0,
    perDay: 1,
    fields: () => ({}),
  })

  return [weighings, vehicles, hauliers, materials, sites, operators, legacyTickets, disputes]
}

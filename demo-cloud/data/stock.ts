import { type CollectionBuilder, referenced } from './build.ts'
import { iso, isoDay } from './calendar.ts'
import type { CollectionModel } from './model.ts'
import { someone } from './people.ts'

const ITEMS = [
  ['Conveyor belt 800 mm', 'Spare parts', 'm', 64.2],
  ['Idler roller, steel', 'Spare parts', 'pcs', 38.9],
  ['Crusher jaw plate', 'Wear parts', 'pcs', 1840],
  ['Screen mesh 20 mm', 'Wear parts', 'pcs', 212.5],
  ['Hydraulic oil HLP 46', 'Consumables', 'l', 3.85],
  ['Grease cartridge', 'Consumables', 'pcs', 4.1],
  ['Load cell 30 t', 'Weighbridge', 'pcs', 645],
  ['Junction box, stainless', 'Weighbridge', 'pcs', 289],
  ['Ticket roll 80 mm', 'Consumables', 'pcs', 1.95],
  ['Bitumen 50/70', 'Raw material', 't', 512],
  ['Sägeblatt 350 mm', 'Wear parts', 'pcs', 118],
  ['Måleprisme, rustfritt', 'Instruments', 'pcs', 74],
  ['Big bag 1000 kg', 'Packaging', 'pcs', 6.4],
  ['Safety barrier, yellow', 'Yard', 'pcs', 97.3],
] as const

const SUPPLIERS = [
  ['Beltworks Ltd', 'Halifax', 'United Kingdom'],
  ['Müller Fördertechnik GmbH', 'Münster', 'Deutschland'],
  ['Nordsjø Olje AS', 'Ålesund', 'Norge'],
  ['Établissements Crépin', 'Orléans', 'France'],
  ['Wägetechnik Süd AG', 'Zürich', 'Schweiz'],
  ['Łożyska i Spółka', 'Gdańsk', 'Polska'],
  ['Csapágy Kft.', 'Székesfehérvár', 'Magyarország'],
  ['東海計器株式会社', '名古屋', '日本'],
] as const

/** The collections of a stock application: what lies where, where it came from and how it moved. */
export function stockCollections(build: CollectionBuilder): readonly CollectionModel[] {
  const suppliers = build({
    name: 'suppliers',
    description: 'Where items are bought',
    size: SUPPLIERS.length,
    perDay: 1,
    textIndex: ['name', 'address.city'],
    fields: (index, random) => {
      const [name, city, country] = SUPPLIERS[index] ?? SUPPLIERS[0]
      const person = someone(random)
      return {
        name,
        address: {
          lines: [`${random.int(1, 180)} Industrial Way`, city],
          city,
          country,
          geo: { type: 'Point', coordinates: [random.int(-300, 2400) / 100, random.int(4500, 6000) / 100] },
        },
        contact: { name: person.name, email: `orders${index + 1}@supplier.example` },
        leadTimeDays: random.chance(0.8) ? random.int(2, 45) : null,
        rating: random.int(20, 50) / 10,
      }
    },
  })
  const supplierData = referenced(suppliers, ['name'])

  const locations = build({
    name: 'locations',
    description: 'Shelves, bays and tanks',
    size: 60,
    perDay: 4,
    textIndex: ['code'],
    fields: (index, random) => ({
      code: `${'ABCDEF'[index % 6]}-${String(Math.floor(index / 6) + 1).padStart(2, '0')}-${random.int(1, 4)}`,
      kind: random.pick(['shelf', 'shelf', 'bay', 'tank', 'yard']),
      capacityKg: random.int(1, 60) * 250,
      heated: random.chance(0.15),
      ...(random.chance(0.25) ? { temperatureC: random.int(-20, 240) / 10 } : {}),
    }),
  })
  const locationData = referenced(locations, ['code'])

  const items = build({
    name: 'items',
    description: 'What is kept in stock',
    size: 420,
    perDay: 3,
    textIndex: ['sku', 'name', 'category', 'tags'],
    foreignKeys: [
      {
        property: 'supplierId',
        collection: 'suppliers',
        foreignProperty: '_id',
        importProperty: 'supplier',
        onUpdate: 'Nullify',
      },
      {
        property: 'locationId',
        collection: 'locations',
        foreignProperty: '_id',
        importProperty: 'location',
        onUpdate: 'Cascade',
      },
    ],
    fields: (index, random, at) => {
      const [name, category, unit, price] = random.pick(ITEMS)
      const supplier = random.int(0, supplierData.count - 1)
      const location = random.int(0, locationData.count - 1)
      const onHand = random.int(0, 400)
      return {
        sku: `SK-${String(10_000 + index * 3)}`,
        name,
        category,
        unit,
        stock: { onHand, reserved: random.int(0, Math.min(onHand, 40)), reorderAt: random.int(5, 60) },
        price: { amount: Math.round(price * (0.9 + random.next() * 0.2) * 100) / 100, currency: 'EUR' },
        supplierId: supplierData.idAt(supplier),
        supplier: supplierData.copyAt(supplier),
        locationId: locationData.idAt(location),
        location: locationData.copyAt(location),
        tags: ['fragile', 'outdoor', 'certified', 'hazard'].filter(() => random.chance(0.25)),
        barcode: String(4_000_000_000_000 + random.int(0, 999_999_999)),
        lastCountedAt: random.chance(0.85) ? iso(at) : null,
        discontinued: random.chance(0.06),
      }
    },
  })
  const itemData = referenced(items, ['sku', 'name'])

  const movements = build({
    name: 'movements',
    description: 'Every receipt, issue and transfer',
    size: 6_500,
    perDay: 70,
    textIndex: ['reference', 'item.name', 'by.name'],
    extraEnvelope: true,
    foreignKeys: [
      {
        property: 'itemId',
        collection: 'items',
        foreignProperty: '_id',
        importProperty: 'item',
        onUpdate: 'Ignore',
      },
    ],
    fields: (index, random, at) => {
      const item = random.int(0, itemData.count - 1)
      const kind = random.pick(['receipt', 'issue', 'issue', 'issue', 'transfer', 'correction'])
      const quantity = random.int(1, 80)
      const place = (): unknown => locationData.copyAt(random.int(0, locationData.count - 1)).code
      return {
        reference: `M-${String(index + 1).padStart(6, '0')}`,
        at: iso(at),
        kind,
        itemId: itemData.idAt(item),
        item: itemData.copyAt(item),
        quantity: kind === 'issue' ? -quantity : quantity,
        from: kind === 'receipt' ? null : place(),
        to: kind === 'issue' ? null : place(),
        by: someone(random),
        ...(kind === 'receipt' ? { bestBefore: isoDay(at + random.int(30, 900) * 86_400_000) } : {}),
      }
    },
  })

  const stocktakes = build({
    name: 'stocktakes',
    description: 'Planned stocktakes. None is planned',
    size: 0,
    perDay: 1,
    fields: () => ({}),
  })

  return [items, movements, suppliers, locations, stocktakes]
}

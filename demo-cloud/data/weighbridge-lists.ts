/** Companies that carry things to and fro. All invented. */
export const HAULIERS = [
  'Castor & Wren Haulage',
  'Pike Street Tippers',
  'Lindqvist Åkeri',
  'Spedition Möwe',
  'Transports Garonne',
  'Bright & Daughters',
  'Moorside Bulk',
  'Trzy Mosty Transport',
  'Ellerbeck Freight',
  'Harrow Lune Logistics',
  'Fjordfrakt AS',
  'Quarryman Direct',
] as const

/** Code, name, group and price a tonne. */
export const MATERIALS = [
  ['AG-020', 'Crushed limestone 20 mm', 'Aggregate', 12.4],
  ['AG-040', 'Crushed limestone 40 mm', 'Aggregate', 11.9],
  ['GR-010', 'Granite chippings 10 mm', 'Aggregate', 17.2],
  ['GR-014', 'Granite chippings 14 mm', 'Aggregate', 16.8],
  ['SD-001', 'Building sand', 'Sand', 14.1],
  ['SD-004', 'Sharp sand, washed', 'Sand', 15.6],
  ['SB-001', 'Sub-base type 1', 'Sub-base', 10.3],
  ['SB-003', 'Sub-base type 3, open graded', 'Sub-base', 10.9],
  ['TS-010', 'Topsoil, screened', 'Soil', 21.5],
  ['TS-002', 'Subsoil', 'Soil', 6.2],
  ['RP-002', 'Road planings', 'Recycled', 7.8],
  ['RC-006', 'Crushed concrete 6F2', 'Recycled', 6.9],
  ['WD-100', 'Sägerestholz, unbehandelt', 'Timber', 28.0],
  ['WD-110', 'Tømmer, gran', 'Timber', 61.5],
  ['CR-020', 'Blé tendre', 'Grain', 198.0],
  ['CR-031', 'Orge de brasserie', 'Grain', 211.5],
  ['MT-007', 'Mixed light iron', 'Scrap', 142.0],
  ['MT-012', 'Aluminium, clean cuttings', 'Scrap', 1240.0],
] as const

/** Code, name, city, latitude and longitude. */
export const SITES = [
  ['NORTH', 'North quarry gate', 'Matlock', 53.138, -1.556],
  ['RAIL', 'Rail terminal', 'Wirksworth', 53.082, -1.574],
  ['WHARF', 'River wharf', 'Goole', 53.704, -0.871],
  ['HAFEN', 'Hafen, Kai 4', 'Lübeck', 53.879, 10.69],
  ['KAI', 'Tømmerkai', 'Drammen', 59.741, 10.204],
  ['SILO', 'Silo de réception', 'Avallon', 47.49, 3.908],
  ['YOKO', '本牧ふ頭', '横浜', 35.423, 139.678],
] as const

/** What operators write on a ticket. */
export const NOTES = [
  'Wheel wash out of order',
  'Second weighing after spillage',
  'Sheet torn, driver informed',
  'Fahrer ohne Lieferschein',
  'Moisture above 14 %',
  'Rejected load, returned to face 3',
] as const

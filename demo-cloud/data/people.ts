import type { Random } from '../random.ts'

/** People with names and places as they are written at home. */
export const PEOPLE: readonly { readonly name: string; readonly city: string; readonly country: string }[] = [
  { name: 'Zoë Hargreaves', city: 'Matlock', country: 'GB' },
  { name: 'Siân Prothero', city: 'Abertawe', country: 'GB' },
  { name: 'Bjørn Ødegård', city: 'Tromsø', country: 'NO' },
  { name: 'Åse Løkken', city: 'Elverum', country: 'NO' },
  { name: 'Jürgen Weiß', city: 'Lübeck', country: 'DE' },
  { name: 'Käthe Grünfeld', city: 'Flensburg', country: 'DE' },
  { name: 'François Lefèvre', city: 'Besançon', country: 'FR' },
  { name: 'Hélène Noël', city: 'L’Isle-sur-Serein', country: 'FR' },
  { name: 'Szűcs Ágnes', city: 'Győr', country: 'HU' },
  { name: 'Łukasz Żółkiewski', city: 'Łódź', country: 'PL' },
  { name: 'Jiří Dvořáček', city: 'Plzeň', country: 'CZ' },
  { name: 'José Ángel Muñoz', city: 'Logroño', country: 'ES' },
  { name: 'João Conceição', city: 'Évora', country: 'PT' },
  { name: 'Ştefan Ţăranu', city: 'Timişoara', country: 'RO' },
  { name: 'Γεωργία Παππά', city: 'Θεσσαλονίκη', country: 'GR' },
  { name: 'Дмитро Ковальчук', city: 'Львів', country: 'UA' },
  { name: 'İpek Çağlar', city: 'Diyarbakır', country: 'TR' },
  { name: 'نور الهاشمي', city: 'الدار البيضاء', country: 'MA' },
  { name: 'שירה בן־דוד', city: 'חיפה', country: 'IL' },
  { name: '田中 美咲', city: '横浜', country: 'JP' },
  { name: '김서연', city: '부산', country: 'KR' },
  { name: '陈思远', city: '青岛', country: 'CN' },
  { name: 'Nguyễn Thị Hồng', city: 'Đà Nẵng', country: 'VN' },
  { name: 'Chinedu Ọbaṣeki', city: 'Ìbàdàn', country: 'NG' },
]

/** Someone who was on duty. */
export const someone = (random: Random): (typeof PEOPLE)[number] => random.pick(PEOPLE)

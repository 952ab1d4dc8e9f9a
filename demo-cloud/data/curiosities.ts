import type { CollectionBuilder } from './build.ts'
import type { CollectionModel, Fields } from './model.ts'

/** ES2025 `JSON.rawJSON`, in Node since 21; the compiler's library does not know it yet. */
const json = JSON as typeof JSON & { readonly rawJSON: (text: string) => unknown }

const LONG_TEXT = 'The probe was taken out, washed and put back. '.repeat(4_500)

/** What real data brings along sooner or later, one kind a document. */
const CURIOSITIES: readonly Fields[] = [
  { kind: 'a very long text', text: LONG_TEXT },
  {
    kind: 'a wide object',
    channels: Object.fromEntries(
      Array.from({ length: 300 }, (_, index) => [
        `channel${String(index + 1).padStart(3, '0')}`,
        index * 1.5,
      ]),
    ),
  },
  // JSON.parse makes an own property of it, as an object literal would not.
  JSON.parse('{"kind":"a key named __proto__","__proto__":{"polluted":true},"constructor":{"prototype":1}}'),
  {
    kind: 'numbers too big for a double',
    counter: json.rawJSON('9007199254740993'),
    total: json.rawJSON('123456789012345678901234567890'),
    negative: json.rawJSON('-9223372036854775808'),
    precise: json.rawJSON('0.1000000000000000055511151231257827'),
  },
  {
    kind: 'markup',
    name: '<script>document.title = "markup ran"</script>',
    remark: '<img src=x onerror="document.title=\'markup ran\'"><b>bold</b> &amp; "quotes"',
    formula: '=HYPERLINK("http://127.0.0.1/","open")',
  },
  {
    kind: 'right to left',
    customer: 'شركة الموازين الحديثة',
    remark: 'שקילה חוזרת לפי בקשת הלקוח (12,480 kg)',
    mixed: 'Ticket W-1042 \u2067تم الوزن\u2069 at gate 3',
  },
  {
    kind: 'emoji and marks',
    text: '🚛➡️⚖️ 👩🏽‍🔧 n\u0303 ﬁ e\u0301',
    'key with a space': 1,
    'dotted.key': 2,
    $dollar: 3,
    '': 4,
  },
  { kind: 'nothing at all', empty: '', none: null, list: [], object: {}, zero: 0, no: false, blank: '   ' },
  { kind: 'line breaks', text: 'first\nsecond\r\nthird\ttab', nul: 'a\u0000b', separator: 'a\u2028b' },
  {
    kind: 'very deep',
    level: JSON.parse(`${'{"down":'.repeat(60)}"bottom"${'}'.repeat(60)}`),
    matrix: [
      [1, 2],
      [3, [4, [5, [6]]]],
    ],
  },
  {
    kind: 'dates in many hands',
    a: '2026-02-29',
    b: '20.11.2026',
    c: 1_763_650_000_000,
    d: { $date: '2026-11-20T17:00:00Z' },
  },
  { kind: 'mixed list', values: [1, '1', true, null, { one: 1 }, [1]] },
]

/** A collection of documents that a viewer may stumble over. */
export function curiosities(build: CollectionBuilder): CollectionModel {
  return build({
    name: 'curiosities',
    description: 'Documents that a viewer may stumble over',
    size: CURIOSITIES.length,
    perDay: 2,
    namedId: true,
    textIndex: ['kind'],
    fields: index => CURIOSITIES[index] ?? {},
  })
}

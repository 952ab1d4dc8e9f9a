import type { BuiltRequest, FieldRow } from '../../shared/requests.ts'

/** Names what `cleared` lacks of `request`, for people. */
export function leftOutOf(request: BuiltRequest, cleared: BuiltRequest): readonly string[] {
  const rows = (kind: string, before: readonly FieldRow[], after: readonly FieldRow[]): readonly string[] =>
    before.flatMap((row, at) =>
      row.value === after[at]?.value ? [] : [`the value of the ${kind} ${after[at]?.name}`],
    )
  return [
    ...rows('header', request.headers, cleared.headers),
    ...rows('parameter', request.query, cleared.query),
    ...rows('field', request.body.fields, cleared.body.fields),
    ...(request.body.text === cleared.body.text ? [] : ['a part of the body']),
    ...(request.path === cleared.path ? [] : ['a part of the path']),
    ...request.values.flatMap(({ name, value }, at) =>
      value === cleared.values[at]?.value ? [] : [`the value of ${name}`],
    ),
  ]
}

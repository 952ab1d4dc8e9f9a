/** Set by the API (fact sheet, section 4, system flags): of interest after everything else. */
const systemFlags = ['_id', '_createdAt', '_updatedAt', '_changedBy', '_hash']

/** Fields in their order, those of the API behind all others. */
export function systemFlagsLast<F extends { readonly keys: readonly string[] }>(
  fields: readonly F[],
): readonly F[] {
  const place = ({ keys: [first = ''] }: F): number => systemFlags.indexOf(first)
  return fields.toSorted((a, b) => place(a) - place(b))
}

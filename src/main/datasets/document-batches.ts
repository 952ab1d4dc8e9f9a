/** Documents that are handed on at a time: as many as the engine gives at once. */
const mostDocuments = 2048
/** Characters of their text. They are held some times over on their way: as text, copied to a worker, and as lines. */
const mostText = 16_000_000

/**
 * Documents in batches that are short enough to be held. Each is read when its batch is made and not before; one that
 * is longer than a batch may be has a batch of its own.
 */
export function* documentBatches(
  documents: number,
  textAt: (index: number) => string,
): Generator<readonly string[]> {
  let batch: string[] = []
  let length = 0
  for (let index = 0; index < documents; index++) {
    const text = textAt(index)
    const isFull = batch.length === mostDocuments || length + text.length > mostText
    if (isFull && batch.length > 0) {
      yield batch
      batch = []
      length = 0
    }
    batch.push(text)
    length += text.length
  }
  if (batch.length > 0) yield batch
}

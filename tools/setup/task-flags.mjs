/**
 * What Node is told beside the task. A check of a list makes much that is forgotten at once. Left alone, Node lets the
 * room for what is new grow to 96 MB, and what grew a little old lie until it is several times what is in use: 4,000
 * connections took a third more memory than 1,000. With 48 MB for what is new (three times the value) from the start,
 * and a look at the rest whenever it grew by a half, they take the same.
 */
export function flagsOf(task) {
  return task === 'check'
    ? ['--min-semi-space-size=16', '--max-semi-space-size=16', '--heap-growing-percent=50']
    : []
}

import type { BodyFacts, BodyProblem } from '../../shared/requests.ts'
import { headBytes, problemAtStart, saysJson } from './body-kind.ts'
import type { Spool } from './spool.ts'
import type { TextFlaws } from './text-flaws.ts'

interface Arrived {
  readonly raw: Spool
  readonly kind: BodyFacts['kind']
  readonly contentType: string
  readonly decoder: string
  readonly text: TextFlaws
}

/** What is wrong with a body that arrived, in words, each with the place where it begins. */
export async function bodyFlaws({ raw, kind, contentType, decoder, text }: Arrived): Promise<BodyProblem[]> {
  const flaws: BodyProblem[] = []
  const add = async (message: string, byte: number): Promise<void> => {
    const { line, start } = await raw.lineOf(byte)
    flaws.push({ message, byte, line: line + 1, column: byte - start + 1 })
  }
  if (kind === 'empty') return flaws
  if (text.onlyNul()) {
    await add('Every byte of the body is NUL (zero)', 0)
    return flaws
  }
  if (saysJson(contentType) && kind !== 'json') {
    const problem = problemAtStart(await raw.read(0, headBytes))
    await add('The content type says JSON, the body is something else', problem?.byte ?? 0)
  }
  if (kind === 'binary') return flaws
  const [nul, notUtf8] = [text.firstNul(), text.notUtf8()]
  if (nul !== null) await add('The text holds NUL bytes, shown as ␀', nul)
  if (notUtf8 !== null && decoder === 'utf-8')
    await add('Not all of the text is UTF-8; the rest is shown as �', notUtf8)
  return flaws
}

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
  if (kind === 'empty') return []
  if (text.onlyNul())
    return [{ message: 'Every byte of the body is NUL (zero)', byte: 0, line: 0, column: 0 }]
  const flaws: BodyProblem[] = []
  const add = async (message: string, byte: number): Promise<void> => {
    const { line, start } = await raw.lineOf(byte)
    flaws.push({ message, byte, line: line + 1, column: byte - start + 1 })
  }
  if (saysJson(contentType) && kind !== 'json') {
    const problem = problemAtStart(await raw.read(0, headBytes))
    await add('the content type says JSON, but this is something else', problem?.byte ?? 0)
  }
  if (kind === 'binary') return flaws
  const [nul, notUtf8] = [text.firstNul(), text.notUtf8()]
  if (nul !== null) await add('the text holds NUL bytes, shown as ␀', nul)
  if (notUtf8 !== null && decoder === 'utf-8')
    await add('not valid UTF-8; what is wrong is shown as �', notUtf8)
  return flaws
}

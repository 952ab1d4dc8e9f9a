export { toneWords, verdictWords } from '../../../../shared/verdict-words.ts'

import { Button } from '@mantine/core'
import { useRef, useState } from 'react'
import { type BodyFacts, hexRowBytes } from '../../../../../shared/requests.ts'
import { errorData } from '../../../app/notice.ts'
import { ErrorState } from '../../../ui/error-state/error-state.tsx'
import { type BodyMode, modeFor } from './body-modes.ts'
import { BodyNotes } from './body-notes.tsx'
import { BodyPreview } from './body-preview.tsx'
import { BodyTools } from './body-tools.tsx'
import { BodyWindow, type ScrollPlace } from './body-window.tsx'
import { FilterBar } from './filter-bar.tsx'
import { SearchBar } from './search-bar.tsx'
import { useBodyExtent } from './use-body.ts'
import { useBodyFilter } from './use-body-filter.ts'
import { type SearchText, useBodySearch } from './use-body-search.ts'
import { useFindKey } from './use-find-key.ts'
import { useSaveBody } from './use-save-body.ts'

interface BodyViewProps {
  readonly responseId: string
  readonly facts: BodyFacts
  readonly contentType: string
  /** Where it came from. */
  readonly url: string
}

const emptySearch: SearchText = { text: '', regex: false, matchCase: false }

/**
 * The body of an answer in the way that suits it first, and in any other that is asked for. View, filter, search and
 * place stay when the next answer comes.
 */
export function BodyView({ responseId, facts: whole, contentType, url }: BodyViewProps) {
  const viewport = useRef<HTMLElement>(null)
  const scrolled = useRef<ScrollPlace>({ of: '', top: 0 })
  const [chosen, setChosen] = useState<BodyMode | null>(null)
  const [typedPath, setTypedPath] = useState<string | null>(null)
  const [typed, setTyped] = useState<SearchText | null>(null)
  const [asked, setAsked] = useState(0)
  const isJson = whole.kind === 'json'
  const mode = modeFor(chosen, whole, contentType)
  const path = isJson ? typedPath : null
  const filter = useBodyFilter(responseId, path)
  const shown = filter.result ?? { responseId, body: whole }
  const facts = shown.body
  const textView = mode === 'pretty' || mode === 'raw' ? mode : null
  const { total, problem, error, retry, complete } = useBodyExtent(shown.responseId, facts, mode === 'pretty')
  const search = useBodySearch(shown.responseId, textView, typed)
  const { saving, save, cancel } = useSaveBody(shown.responseId, url)

  const openSearch = (): void => {
    setTyped(known => known ?? emptySearch)
    setAsked(times => times + 1)
  }
  useFindKey(textView !== null, openSearch)
  const end = (close: () => void) => () => {
    close()
    viewport.current?.focus()
  }
  return (
    <>
      <BodyTools
        mode={mode}
        isJson={isJson}
        extent={extentText(mode === 'hex' || mode === 'preview' ? facts.bytes : total, mode, complete)}
        saving={saving}
        onMode={setChosen}
        onSearch={openSearch}
        onFilter={() => setTypedPath(known => known ?? '')}
        onSave={save}
        onCancelSave={cancel}
      />
      {path !== null && (
        <FilterBar
          path={path}
          filter={filter}
          onChange={setTypedPath}
          onClose={end(() => setTypedPath(null))}
        />
      )}
      {typed !== null && textView !== null && (
        <SearchBar
          search={typed}
          result={search}
          asked={asked}
          onChange={setTyped}
          onClose={end(() => setTyped(null))}
        />
      )}
      <BodyNotes flaws={facts.flaws} problem={problem} />
      {mode === 'preview' ? (
        <BodyPreview responseId={shown.responseId} facts={facts} onSave={save} />
      ) : error !== null ? (
        <ErrorState error={errorData(error)}>
          <Button onClick={retry}>Try again</Button>
        </ErrorState>
      ) : filter.pending ? null : (
        <BodyWindow
          key={`${shown.responseId} ${mode}`}
          responseId={shown.responseId}
          mode={mode}
          total={mode === 'hex' ? Math.ceil(facts.bytes / hexRowBytes) : total}
          search={search}
          viewport={viewport}
          place={`${url} ${mode} ${path ?? ''}`}
          scrolled={scrolled}
        />
      )}
    </>
  )
}

function extentText(count: number, mode: string, complete: boolean): string {
  const unit = mode === 'hex' || mode === 'preview' ? 'byte' : 'line'
  return `${count.toLocaleString('en-GB')} ${unit}${count === 1 ? '' : 's'}${complete ? '' : ' so far'}`
}

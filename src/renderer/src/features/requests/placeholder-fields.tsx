import { Autocomplete } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { placeholdersOf, placeholderValue } from '../../../../shared/request-target.ts'
import type { BuiltRequest } from '../../../../shared/requests.ts'
import { applicationsQuery, collectionsQuery } from '../../app/queries.ts'
import { collectionOf, useKnownDocuments } from './known-documents.ts'
import css from './request-line.module.css'

interface Known {
  readonly id: string
  readonly name: string
}

interface PlaceholderFieldsProps {
  readonly connectionId: string
  readonly request: BuiltRequest
  onChange(patch: Partial<BuiltRequest>): void
}

/** What the placeholders of the path stand for; IDs that are known are offered with their names. */
export function PlaceholderFields({ connectionId, request, onChange }: PlaceholderFieldsProps) {
  const names = placeholdersOf(request.path)
  const applicationId = placeholderValue(request, 'ApplicationID').trim()
  const applications = useQuery({
    ...applicationsQuery(connectionId),
    enabled: names.includes('ApplicationID'),
  }).data?.applications
  const collections = useQuery({
    ...collectionsQuery(connectionId, applicationId),
    enabled: names.includes('CollectionID') && (applications ?? []).some(({ id }) => id === applicationId),
  }).data?.collections
  const documents = useKnownDocuments(collectionOf(connectionId, request))
  if (names.length === 0) return null
  const known: Readonly<Record<string, readonly Known[] | undefined>> = {
    ApplicationID: applications,
    CollectionID: collections,
    DocumentID: documents,
  }
  const set = (name: string, value: string): void => {
    const others = request.values.filter(entry => entry.name !== name)
    onChange({ values: [...others, { name, value }] })
  }
  return (
    <div className={css.values}>
      {names.map(name => (
        <Placeholder
          key={name}
          name={name}
          value={placeholderValue(request, name)}
          known={known[name] ?? []}
          onChange={value => set(name, value)}
        />
      ))}
    </div>
  )
}

interface PlaceholderProps {
  readonly name: string
  readonly value: string
  readonly known: readonly Known[]
  onChange(value: string): void
}

function Placeholder({ name, value, known, onChange }: PlaceholderProps) {
  const nameOf = (id: string): string => known.find(entry => entry.id === id)?.name ?? ''
  const typed = value.toLowerCase()
  // With a known ID in the field all others are offered, to choose another.
  const isKnown = nameOf(value) !== ''
  return (
    <div className={css.value}>
      <code aria-hidden>{`{${name}}`}</code>
      <Autocomplete
        className={css.field ?? ''}
        aria-label={name}
        placeholder={known.length === 0 ? 'Type an ID' : 'Type or choose'}
        spellCheck={false}
        data={known.map(({ id }) => id)}
        value={value}
        onChange={onChange}
        filter={({ options }) =>
          options.filter(option => {
            if (isKnown || !('value' in option)) return true
            return `${option.value} ${nameOf(String(option.value))}`.toLowerCase().includes(typed)
          })
        }
        renderOption={({ option }) => (
          <span className={css.option}>
            {nameOf(String(option.value))}
            <span className={css.optionId}>{option.value}</span>
          </span>
        )}
        comboboxProps={{ width: 260, position: 'bottom-start' }}
      />
      {isKnown && <span className={css.known}>{nameOf(value)}</span>}
    </div>
  )
}

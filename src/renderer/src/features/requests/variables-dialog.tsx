import { Button, Modal } from '@mantine/core'
import { IconBraces } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Connection } from '../../../../shared/connection.ts'
import type { ErrorData } from '../../../../shared/errors.ts'
import type { FieldRow } from '../../../../shared/requests.ts'
import type { Variable, VariableScopes } from '../../../../shared/variables.ts'
import { invoke } from '../../app/client.ts'
import { errorData } from '../../app/notice.ts'
import { queryKeys } from '../../app/query-keys.ts'
import { InlineError } from '../../ui/error-state/error-state.tsx'
import { FieldRows } from './field-rows.tsx'
import css from './request-view.module.css'

interface VariablesDialogProps {
  readonly connection: Connection
  readonly scopes: VariableScopes | null
}

/** Opens the variables of a connection and of all, to be changed. */
export function VariablesDialog({ connection, scopes }: VariablesDialogProps) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button
        variant="subtle"
        color="gray"
        leftSection={<IconBraces size={14} aria-hidden />}
        disabled={scopes === null}
        onClick={() => setOpen(true)}
      >
        Variables
      </Button>
      <Modal
        opened={open && scopes !== null}
        onClose={() => setOpen(false)}
        title="Variables"
        size={560}
        centered
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        {scopes !== null && (
          <VariablesForm connection={connection} scopes={scopes} onDone={() => setOpen(false)} />
        )}
      </Modal>
    </>
  )
}

interface VariablesFormProps {
  readonly connection: Connection
  readonly scopes: VariableScopes
  onDone(): void
}

function VariablesForm({ connection, scopes, onDone }: VariablesFormProps) {
  const cache = useQueryClient()
  const [own, setOwn] = useState(() => rowsOf(scopes.connection))
  const [all, setAll] = useState(() => rowsOf(scopes.everywhere))
  const [error, setError] = useState<ErrorData | null>(null)
  const save = async (): Promise<void> => {
    const changed = { connection: variablesOf(own), everywhere: variablesOf(all) }
    try {
      await invoke('requests.saveVariables', { connectionId: connection.id, ...changed })
      await cache.invalidateQueries({ queryKey: queryKeys.requestVariables(connection.id) })
      // Code and preview are made of requests with their variables filled in.
      await cache.invalidateQueries({ queryKey: queryKeys.requestCode })
      onDone()
    } catch (failure) {
      setError(errorData(failure))
    }
  }
  return (
    <div className={css.confirm}>
      <p>
        Write <code>{'{{name}}'}</code> into path, query, headers or body. Variables stand in a plain file;
        secrets belong into the connection.
      </p>
      <section aria-label={`For ${connection.name}`}>
        <h3>For {connection.name}</h3>
        <FieldRows label="Own variable" switches={false} rows={own} onChange={setOwn} />
      </section>
      <section aria-label="For all connections">
        <h3>For all connections</h3>
        <FieldRows label="Common variable" switches={false} rows={all} onChange={setAll} />
      </section>
      {error !== null && <InlineError error={error} />}
      <div className={css.buttons}>
        <Button onClick={onDone}>Cancel</Button>
        <Button variant="filled" onClick={() => void save()}>
          Save
        </Button>
      </div>
    </div>
  )
}

const rowsOf = (variables: readonly Variable[]): readonly FieldRow[] =>
  variables.map(variable => ({ ...variable, on: true }))

const variablesOf = (rows: readonly FieldRow[]): Variable[] =>
  rows.filter(({ name }) => name.trim() !== '').map(({ name, value }) => ({ name: name.trim(), value }))

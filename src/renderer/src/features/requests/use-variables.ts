import { skipToken, useQuery } from '@tanstack/react-query'
import { createContext } from 'react'
import { noVariables, type VariableScopes } from '../../../../shared/variables.ts'
import { invoke } from '../../app/client.ts'
import { queryKeys } from '../../app/query-keys.ts'

/** Names and values that the fields of a request offer after `{{`. */
export const OfferedVariables = createContext<ReadonlyMap<string, string>>(new Map())

/** The variables of a connection and of all; null until they are known. */
export function useVariables(connectionId: string | null): VariableScopes | null {
  const { data, isError } = useQuery({
    queryKey: queryKeys.requestVariables(connectionId ?? ''),
    queryFn: connectionId === null ? skipToken : () => invoke('requests.variables', { connectionId }),
    // Saving those of one connection may change those of all.
    staleTime: 0,
  })
  return data ?? (isError ? noVariables : null)
}

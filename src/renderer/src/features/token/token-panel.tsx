import { Button, Switch } from '@mantine/core'
import { IconCopy, IconRefresh, IconTrash } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { Connection } from '../../../../shared/connection.ts'
import type { TokenState } from '../../../../shared/token.ts'
import { useCommand } from '../../app/commands/command-bus.ts'
import { openConnection } from '../../app/connection-actions.ts'
import { errorData } from '../../app/notice.ts'
import { connectionsQuery, tokenQuery } from '../../app/queries.ts'
import { CountdownRuler } from '../../ui/countdown/countdown-ruler.tsx'
import { Crumbs } from '../../ui/crumbs.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorState, InlineError } from '../../ui/error-state/error-state.tsx'
import { HeaderBar } from '../../ui/header-bar.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { useNow } from '../../ui/time/use-now.ts'
import { VerdictShape } from '../../ui/verdict/verdict-shape.tsx'
import { TokenClaims } from './token-claims.tsx'
import { TokenFacts } from './token-facts.tsx'
import styles from './token-panel.module.css'
import { lifeLeft, tokenWords } from './token-words.ts'
import { useTokenActions } from './use-token-actions.ts'

export interface TokenPanelProps {
  readonly connectionId: string
}

/** The token of a connection: its state, its life and what can be done with it. Never the token itself. */
export function TokenPanel({ connectionId }: TokenPanelProps) {
  const connections = useQuery(connectionsQuery)
  const token = useQuery(tokenQuery(connectionId))
  const connection = connections.data?.connections.find(({ id }) => id === connectionId)
  const error = connections.error ?? token.error
  if (connection !== undefined && token.data !== undefined) {
    return <PanelOf connection={connection} token={token.data} />
  }
  if (connections.data !== undefined && connection === undefined) {
    return <EmptyState hint="It was deleted while this tab was open.">This connection is gone.</EmptyState>
  }
  if (error === null) return <SkeletonRows rows={8} label="Reading the state of the token" />
  return (
    <ErrorState error={errorData(error)}>
      <Button onClick={() => void token.refetch()}>Try again</Button>
    </ErrorState>
  )
}

interface PanelOfProps {
  readonly connection: Connection
  readonly token: TokenState
}

function PanelOf({ connection, token }: PanelOfProps) {
  const { id, name, customer } = connection
  const actions = useTokenActions(id)
  const { refresh, forget, copy, automatic } = actions
  const refreshNow = (): void => {
    if (!refresh.isPending) refresh.mutate()
  }
  useCommand('refresh', refreshNow)
  const failed = forget.error ?? copy.error ?? automatic.error
  const held = token.state === 'valid'
  return (
    <>
      <HeaderBar
        actions={
          <Button
            variant="filled"
            leftSection={<IconRefresh size={14} aria-hidden />}
            aria-keyshortcuts="F5"
            loading={refresh.isPending}
            onClick={refreshNow}
          >
            Refresh now
          </Button>
        }
      >
        <Crumbs
          crumbs={[
            ...(customer === '' ? [] : [{ text: customer }]),
            { text: name, onOpen: () => openConnection(id) },
            { text: 'Token' },
          ]}
        />
      </HeaderBar>
      <div className={styles.page}>
        <div className={styles.body}>
          <TokenHeadline token={token} />
          {token.error !== null && (
            <div className={styles.error}>
              <ErrorState error={token.error}>
                <Button onClick={refreshNow}>Try again</Button>
              </ErrorState>
            </div>
          )}
          <div className={styles.actions}>
            <Button
              leftSection={<IconCopy size={14} aria-hidden />}
              disabled={!held}
              onClick={() => copy.mutate()}
            >
              Copy token
            </Button>
            <Button
              leftSection={<IconTrash size={14} aria-hidden />}
              disabled={token.obtainedAt === null}
              onClick={() => forget.mutate()}
            >
              Forget
            </Button>
            <CopyNote copy={copy} />
          </div>
          {failed !== null && <InlineError error={errorData(failed)} />}
          <Switch
            label="Renew token automatically"
            description="While the connection is open, a little before the token ends."
            checked={token.renewAutomatically}
            onChange={event => automatic.mutate(event.currentTarget.checked)}
          />
          <section aria-label="Details" className={styles.facts}>
            <h2>Details</h2>
            <TokenFacts token={token} />
          </section>
          {token.obtainedAt !== null && <TokenClaims claims={token.claims} />}
        </div>
      </div>
    </>
  )
}

function TokenHeadline({ token }: { readonly token: TokenState }) {
  const now = useNow(token.expiresAt !== null)
  const left = lifeLeft(token, now)
  // The clock here may be ahead of the next word from main.
  const state = token.state === 'valid' && left === 0 ? 'expired' : token.state
  const { tone, headline, meaning } = tokenWords[state]
  return (
    <div className={styles.headline}>
      <VerdictShape tone={tone} size={22} />
      <div className={styles.words}>
        <div role="status">
          <h2>{headline}</h2>
          <p>{meaning}</p>
        </div>
        {left !== null && token.lifetimeSeconds !== null && (
          <div className={styles.life}>
            <CountdownRuler seconds={left} lifetime={token.lifetimeSeconds} label="Token expires in" />
          </div>
        )}
      </div>
    </div>
  )
}

type Copying = ReturnType<typeof useTokenActions>['copy']

/** Says what becomes of a copied token, for as long as that is to come. */
function CopyNote({ copy }: { readonly copy: Copying }) {
  const { data, reset } = copy
  const seconds = data?.clearedAfterSeconds
  useEffect(() => {
    if (seconds === undefined) return
    const timer = setTimeout(reset, seconds * 1000)
    return () => clearTimeout(timer)
  }, [seconds, reset])
  return (
    <span role="status" className={styles.note}>
      {seconds === undefined ? '' : `Copied. The clipboard is cleared after ${seconds} s.`}
    </span>
  )
}

import { NumberInput, Switch } from '@mantine/core'
import type { Connection } from '../../../../shared/connection.ts'
import { requestEffect } from '../../../../shared/request-effect.ts'
import { type BuiltRequest, type SendingRules, usualSending } from '../../../../shared/requests.ts'
import css from './build-pane.module.css'

/** Further attempts when they are switched on: enough for a short outage, few enough to wait for. */
const usualRetries = 2

interface SendingPanelProps {
  readonly connection: Connection
  readonly request: BuiltRequest
  onChange(rules: SendingRules): void
}

/** How the request is sent: how long it may take, whether redirects are followed, whether it is tried again. */
export function SendingPanel({ connection, request, onChange }: SendingPanelProps) {
  const rules = request.sending ?? usualSending
  const { writes } = requestEffect(request, connection.readOnly)
  return (
    <div className={css.switch}>
      <NumberInput
        label="Time limit in seconds"
        description={`Empty: ${connection.timeLimitSeconds} s, as the connection has it.`}
        w={220}
        min={1}
        max={3600}
        allowDecimal={false}
        allowNegative={false}
        clampBehavior="strict"
        value={rules.timeLimitSeconds ?? ''}
        onChange={value =>
          onChange({ ...rules, timeLimitSeconds: typeof value === 'number' && value > 0 ? value : null })
        }
      />
      <Switch
        label="Follow redirects"
        checked={rules.followRedirects}
        onChange={event => onChange({ ...rules, followRedirects: event.currentTarget.checked })}
      />
      <p>Token, API Key and other headers of yours stay behind when a redirect leads to another host.</p>
      <Switch
        label="Try again when there is no answer"
        disabled={writes}
        checked={!writes && rules.retries > 0}
        onChange={event => onChange({ ...rules, retries: event.currentTarget.checked ? usualRetries : 0 })}
      />
      <p>
        {writes
          ? 'A request that may change data is sent once only.'
          : `Twice at most, after a broken connection or the statuses 408, 429, 502, 503 and 504.`}
      </p>
    </div>
  )
}

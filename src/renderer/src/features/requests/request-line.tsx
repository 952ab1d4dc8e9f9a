import { Autocomplete, Button, Tooltip } from '@mantine/core'
import { IconPlayerStop, IconSend } from '@tabler/icons-react'
import { type ClipboardEvent, type ReactNode, useEffect, useRef } from 'react'
import { isFullUrl, queryRows } from '../../../../shared/request-target.ts'
import type { BuiltRequest } from '../../../../shared/requests.ts'
import { keysText } from '../../ui/key-hint.tsx'
import { CompletingInput } from './completing-input.tsx'
import { isCurl } from './postman/take-curl.ts'
import css from './request-line.module.css'

const methods = ['GET', 'SEARCH', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS']

interface RequestLineProps {
  readonly apiBaseUrl: string
  readonly request: BuiltRequest
  readonly sending: boolean
  readonly canSend: boolean
  onChange(patch: Partial<BuiltRequest>): void
  onSend(): void
  onCancel(): void
  /** A curl command was pasted into the path. */
  onCurl(command: string): void
  /** What else can be done with the request, beside the button. */
  readonly actions?: ReactNode
}

/** Method, address, and the button. */
export function RequestLine(props: RequestLineProps) {
  const { apiBaseUrl, request, sending, onChange } = props
  const path = useRef<HTMLInputElement>(null)
  // Who goes through the tabs by keyboard stays there.
  useEffect(() => {
    if (document.activeElement?.role !== 'tab') path.current?.focus()
  }, [])
  const base = apiBaseUrl.replace(/\/+$/, '')
  /** A pasted address below the base URL becomes a path, its query the rows. */
  const paste = (event: ClipboardEvent<HTMLInputElement>): void => {
    const text = event.clipboardData.getData('text/plain').trim()
    if (isCurl(text)) {
      event.preventDefault()
      props.onCurl(text)
      return
    }
    if (!isFullUrl(text) && !text.startsWith('/')) return
    event.preventDefault()
    const [address = '', query] = text.split(/\?(.*)/s)
    const shortened = address.startsWith(`${base}/`) ? address.slice(base.length) : address
    onChange({
      path: shortened,
      ...(query === undefined ? {} : { query: [...queryRows(query.replace(/#.*$/s, ''))] }),
    })
  }
  const full = isFullUrl(request.path)
  return (
    <div className={css.line}>
      <Autocomplete
        className={css.method ?? ''}
        size="sm"
        aria-label="Method"
        data={methods}
        filter={({ options }) => options}
        maxLength={40}
        value={request.method}
        onChange={method =>
          onChange({ method: method.toUpperCase().replace(/[^!#$%&'*+.^_`|~0-9A-Z-]/g, '') })
        }
        onBlur={() => request.method === '' && onChange({ method: 'GET' })}
      />
      <CompletingInput
        ref={path}
        className={css.path ?? ''}
        size="sm"
        aria-label="Path"
        placeholder="/{ApplicationID}/collections"
        leftSection={
          full ? undefined : (
            <span className={css.base} title={base}>
              {base}
            </span>
          )
        }
        leftSectionWidth={full ? 0 : Math.min(240, 14 + base.length * 7.1)}
        leftSectionPointerEvents="none"
        value={request.path}
        onChange={path => onChange({ path })}
        onPaste={paste}
        onEnter={props.onSend}
      />
      {sending ? (
        <Tooltip label="Cancel (Esc)">
          <Button size="sm" leftSection={<IconPlayerStop size={14} aria-hidden />} onClick={props.onCancel}>
            Cancel
          </Button>
        </Tooltip>
      ) : (
        <Tooltip label={`Send (${keysText('Mod+Enter')})`}>
          <Button
            size="sm"
            variant="filled"
            leftSection={<IconSend size={14} aria-hidden />}
            disabled={!props.canSend}
            onClick={props.onSend}
          >
            Send
          </Button>
        </Tooltip>
      )}
      {props.actions}
    </div>
  )
}

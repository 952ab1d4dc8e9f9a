import type { SentRequest } from '../../../../shared/requests.ts'
import css from './response-timing.module.css'
import { sizeText, statusText } from './status-words.ts'
import { timingParts, totalTime } from './timing-parts.ts'

/** Where the time went, what came over the wire, and along which redirects. */
export function ResponseTiming({ sent }: { readonly sent: SentRequest }) {
  const parts = timingParts(sent.timing)
  const total = totalTime(sent.timing)
  const share = (ms: number): string => `${total === 0 ? 0 : (ms / total) * 100}%`
  const { body, wireBytes, redirects, retried, timing } = sent
  return (
    <>
      <table className={css.parts} aria-label="Time by phase">
        <tbody>
          {parts.map(({ name, from, ms }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td className={css.scale} aria-hidden>
                <span className={css.bar} style={{ left: share(from), width: share(ms) }} />
              </td>
              <td className={css.number}>{millisecondsText(ms)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">In all</th>
            <td />
            <td className={css.number}>{millisecondsText(total)}</td>
          </tr>
        </tfoot>
      </table>
      {timing.phases.connection === null && (
        <p className={css.note}>
          No connection was made: an open one was used, or a proxy made it, which counts as queue.
        </p>
      )}
      {timing.refused !== null && (
        <p className={css.note}>
          The token was refused and replaced; the request went out twice. The first sending and the new token
          count as refused token.
        </p>
      )}
      {retried > 0 && (
        <p className={css.note}>
          {retried === 1 ? 'One attempt' : `${retried} attempts`} before this one had no answer that counts.
        </p>
      )}
      <dl className={css.facts}>
        <dt>Body</dt>
        <dd>{`${body.bytes.toLocaleString('en-GB')} bytes`}</dd>
        <dt>On the wire</dt>
        <dd>
          {wireBytes.toLocaleString('en-GB')} bytes
          {wireBytes < body.bytes && `, packed from ${sizeText(body.bytes)}`}
        </dd>
      </dl>
      {redirects.length > 0 && (
        <ol className={css.redirects} aria-label="Redirects">
          {redirects.map(({ status, url }, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a step of a chain is its number
            <li key={at}>
              <span>{statusText(status, '')}</span>
              <code>{url}</code>
            </li>
          ))}
          <li>
            <span>{statusText(sent.status, sent.statusText)}</span>
            <code>{sent.url}</code>
          </li>
        </ol>
      )}
    </>
  )
}

/** Short parts are told to a tenth: on one machine most of them are below 1 ms. */
function millisecondsText(ms: number): string {
  return `${ms < 10 ? ms.toFixed(1) : Math.round(ms).toLocaleString('en-GB')} ms`
}

import type { CodeValue } from '../code-request.ts'
import { curlData, shellWord } from '../curl.ts'
import { beforePaging, type StarterRequest } from './starter-request.ts'

/**
 * A script for bash with curl and jq. Secrets go to curl by files that only it reads, as the arguments of a command
 * are seen by everybody on the machine.
 */
export function curlStarter(request: StarterRequest): string {
  const { method, url, headers, body, pages } = request
  const options = [
    method === 'HEAD' ? '--head' : `--request ${shellWord(method)}`,
    '--header @<(printf \'%s\\n\' "authorization: Bearer $token" "x-api-key: $WEIGHTRON_API_KEY")',
    ...headers.map(({ name, value }) => `--header ${headerFile(name, value)}`),
    ...(body === null ? [] : ['file' in body ? curlData(body) : '--data-raw "$body"']),
  ]
  return `#!/usr/bin/env bash
# Reads from the API of Weightron.Cloud. Needs bash, curl 7.55 or later, and jq.
# Set WEIGHTRON_CLIENT_ID, WEIGHTRON_CLIENT_SECRET and WEIGHTRON_API_KEY before running it.
set -euo pipefail
export WEIGHTRON_CLIENT_ID="\${WEIGHTRON_CLIENT_ID:?Set this variable.}"
export WEIGHTRON_CLIENT_SECRET="\${WEIGHTRON_CLIENT_SECRET:?Set this variable.}"
export WEIGHTRON_API_KEY="\${WEIGHTRON_API_KEY:?Set this variable.}"

token_url=${shellWord(request.tokenUrl)}
token=''
fresh_until=0
answer="$(mktemp)"
trap 'rm -f "$answer"' EXIT

# Runs curl with what is handed over: the status in $status, the answer in the file $answer. No redirect is followed,
# so that credentials stay with the host they are meant for.
ask() {
  if ! status="$(curl --silent --show-error --globoff --max-time 60 --output "$answer" --write-out '%{http_code}' "$@")"; then
    echo 'No answer came.' >&2
    exit 1
  fi
}

refused() {
  echo "$1 refused: $status $(tr -s '[:space:]' ' ' <"$answer" | head -c 300)" >&2
  exit 1
}

# Puts the token into $token; asks only when there is none or the last one is about to end.
get_token() {
  if [[ -n $token ]] && ((SECONDS < fresh_until)); then return; fi
  local started=$SECONDS life
  ask --request POST --header 'accept: application/json' \\
    --data grant_type=client_credentials \\
${request.scope === '' ? '' : `    --data-urlencode ${shellWord(`scope=${request.scope}`)} \\\n`}${clientAuthentication(request)} \\
    "$token_url"
  if [[ $status != 200 ]]; then refused 'The token server'; fi
  token="$(jq -r .access_token "$answer")"
  life="$(jq -r '.expires_in // 60 | floor' "$answer")"
  fresh_until=$((started + life - (life < 300 ? (life + 9) / 10 : 30)))
}
${body === null || 'file' in body ? '' : `\nbody=${shellWord(body.text)}\n`}
# Makes the request; its answer is in the file $answer.
call() {
  get_token
  ask ${options.join(' \\\n    ')} \\
    "$1"
${
  request.reads
    ? `  if [[ $status == 401 && \${2:-} != again ]]; then
    token='' # ended early: one more try with a new one
    call "$1" again
    return
  fi
`
    : ''
}  if [[ $status != 2* ]]; then refused 'The API'; fi
}

${
  pages === null
    ? `call ${shellWord(url)}
jq -c .data "$answer"`
    : `url=${shellWord(beforePaging(url))}
page_size=${pages.size}
offset=${pages.from}
count=0

# All documents, page by page. A page may hold fewer than were asked for; an empty one is the last.
while true; do
  call "\${url}l=$page_size&o=$offset"
  length="$(jq '.data | length' "$answer")"
  if ((length == 0)); then break; fi
  jq -c '.data[]' "$answer"
  count=$((count + length))
  offset=$((offset + length))
done
echo "$count documents" >&2`
}
`
}

function headerFile(name: string, value: CodeValue): string {
  if ('variable' in value)
    return `@<(printf '%s\\n' "${name}: ${value.text}\${${value.variable}:?Set this variable.}")`
  return value.text === '' ? shellWord(`${name};`) : shellWord(`${name}: ${value.text}`)
}

/** For Basic, name and secret are percent-encoded before they are joined (RFC 6749 section 2.3.1). */
function clientAuthentication({ clientAuthentication }: StarterRequest): string {
  if (clientAuthentication === 'body') {
    return `    --data-urlencode client_id@<(printf %s "$WEIGHTRON_CLIENT_ID") \\
    --data-urlencode client_secret@<(printf %s "$WEIGHTRON_CLIENT_SECRET")`
  }
  return `    --header @<(jq -nr '"authorization: Basic " + ("\\(env.WEIGHTRON_CLIENT_ID | @uri):\\(env.WEIGHTRON_CLIENT_SECRET | @uri)" | @base64)')`
}

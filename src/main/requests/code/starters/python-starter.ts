import { bodyImports, pythonBody, pythonText, pythonValue } from '../python.ts'
import { beforePaging, type StarterRequest } from './starter-request.ts'

/** A script by the standard library of Python 3.8 or later: nothing has to be installed. */
export function pythonStarter(request: StarterRequest): string {
  const { method, url, headers, body, pages } = request
  return `"""Reads from the API of Weightron.Cloud. Needs Python 3.8 or later, and no packages.

Set WEIGHTRON_CLIENT_ID, WEIGHTRON_CLIENT_SECRET and WEIGHTRON_API_KEY before running it.
"""

${request.clientAuthentication === 'basic' ? 'import base64\n' : ''}import json
import os
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
${
  body === null
    ? ''
    : bodyImports(body)
        .map(line => `${line}\n`)
        .join('')
}
TOKEN_URL = ${pythonText(request.tokenUrl)}
SCOPE = ${pythonText(request.scope)}
TIME_LIMIT = 60  # seconds for one call


def setting(name):
    value = os.environ.get(name, "")
    if value == "":
        sys.exit(f"Set the environment variable {name}.")
    return value


class NoRedirects(urllib.request.HTTPRedirectHandler):
    """Credentials stay with the host they are meant for."""

    def redirect_request(self, *_):
        return None


opener = urllib.request.build_opener(NoRedirects)
cached = {"token": None, "fresh_until": 0.0}


def explain(error):
    """What an error status says about itself, in one line."""
    text = error.read().decode("utf-8", "replace")
    return f"{error.code} {error.reason}: {' '.join(text.split())[:300]}"


def access_token():
    """The token, asked for only when there is none or the last one is about to end."""
    if cached["token"] is not None and time.monotonic() < cached["fresh_until"]:
        return cached["token"]
    form = {"grant_type": "client_credentials"}
    if SCOPE:
        form["scope"] = SCOPE
    headers = {"accept": "application/json", "content-type": "application/x-www-form-urlencoded"}
${clientAuthentication(request)}
    asked = urllib.request.Request(
        TOKEN_URL, urllib.parse.urlencode(form).encode(), headers, method="POST"
    )
    started = time.monotonic()
    try:
        with opener.open(asked, timeout=TIME_LIMIT) as response:
            answer = json.load(response)
    except urllib.error.HTTPError as error:
        sys.exit(f"The token server refused: {explain(error)}")
    except (urllib.error.URLError, TimeoutError) as error:
        sys.exit(f"The token server was not reached: {error}")
    life = answer.get("expires_in", 60)
    cached["token"] = answer["access_token"]
    cached["fresh_until"] = started + life - min(30, life / 10)
    return cached["token"]


def call(url, may_renew=True):
    """Makes the request and gives what stands under "data"."""
    headers = {
        "authorization": "Bearer " + access_token(),
        "x-api-key": setting("WEIGHTRON_API_KEY"),
${headers.map(({ name, value }) => `        ${pythonText(name)}: ${pythonValue(value)},`).join('\n')}
    }
    request = urllib.request.Request(url, BODY, headers, method=${pythonText(method)})
    try:
        with opener.open(request, timeout=TIME_LIMIT) as response:
            text = response.read()
    except urllib.error.HTTPError as error:
${
  request.reads
    ? `        if error.code == 401 and may_renew:
            cached["token"] = None  # ended early: one more try with a new one
            return call(url, may_renew=False)
`
    : ''
}        sys.exit(f"The API refused: {explain(error)}")
    except (urllib.error.URLError, TimeoutError) as error:
        sys.exit(f"The API was not reached: {error}")
    return json.loads(text).get("data") if text else None


BODY = ${body === null ? 'None' : pythonBody(body)}
${
  pages === null
    ? `URL = ${pythonText(url)}

print(json.dumps(call(URL), ensure_ascii=False))`
    : `URL = ${pythonText(beforePaging(url))}
PAGE_SIZE = ${pages.size}
FIRST = ${pages.from}


def documents():
    """All documents, page by page. A page may hold fewer than were asked for; an empty one is the last."""
    offset = FIRST
    while True:
        page = call(f"{URL}l={PAGE_SIZE}&o={offset}")
        if not page:
            return
        yield from page
        offset += len(page)


count = 0
for document in documents():
    print(json.dumps(document, ensure_ascii=False))
    count += 1
print(f"{count} documents", file=sys.stderr)`
}
`
}

function clientAuthentication({ clientAuthentication }: StarterRequest): string {
  if (clientAuthentication === 'body') {
    return `    form["client_id"] = setting("WEIGHTRON_CLIENT_ID")
    form["client_secret"] = setting("WEIGHTRON_CLIENT_SECRET")`
  }
  return `    pair = ":".join(
        urllib.parse.quote_plus(setting(name))
        for name in ("WEIGHTRON_CLIENT_ID", "WEIGHTRON_CLIENT_SECRET")
    )
    headers["authorization"] = "Basic " + base64.b64encode(pair.encode()).decode()`
}

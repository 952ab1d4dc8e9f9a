import type { CodeValue } from '../code-request.ts'
import { powerQueryBody, powerQueryText } from '../power-query.ts'
import type { StarterRequest } from './starter-request.ts'

/**
 * A query for Excel and Power BI. Secrets are parameters of the workbook, since Power Query reads no environment. The
 * token lives as long as one refresh of the query, and is asked for anew in it when it ends. `Web.Contents` has the
 * host apart from the path, so that a refresh on a schedule can check it.
 */
export function powerQueryStarter(given: StarterRequest): string {
  const request = sendable(given)
  if (request === null) {
    return `// Power Query sends GET and POST only. This request is a ${given.method}: use another language for it.\n`
  }
  const { url, headers, body, pages, method } = request
  const token = new URL(request.tokenUrl)
  const api = new URL(url)
  const content = method === 'POST' ? (body ?? { text: '' }) : null
  const parameters = ['ClientId', 'ClientSecret', 'ApiKey', ...otherParameters(headers)]
  return `// Reads from the API of Weightron.Cloud, in Excel or Power BI.
// Make these text parameters first (Home, Manage Parameters): ${parameters.join(', ')}.
// When Power Query asks how to sign in to the two hosts, choose Anonymous.
${request.note}let
    // The token, and when it has to be asked for again.
    GetToken = () as record =>
        let
            Form = [
                grant_type = "client_credentials"${request.scope === '' ? '' : `,\n                scope = ${powerQueryText(request.scope)}`}${request.clientAuthentication === 'basic' ? '' : ',\n                client_id = ClientId,\n                client_secret = ClientSecret'}
            ],
            Response = Web.Contents(${powerQueryText(token.origin)}, [
                RelativePath = ${powerQueryText(token.pathname.slice(1))},
                Headers = [
                    #"accept" = "application/json",
${request.clientAuthentication === 'basic' ? '                    #"authorization" = "Basic " & Binary.ToText(Text.ToBinary(Uri.EscapeDataString(ClientId) & ":" & Uri.EscapeDataString(ClientSecret)), BinaryEncoding.Base64),\n' : ''}                    #"content-type" = "application/x-www-form-urlencoded"
                ],
                Content = Text.ToBinary(Uri.BuildQueryString(Form)),
                ManualStatusHandling = {400, 401, 403, 404, 429, 500, 502, 503, 504},
                IsRetry = true
            ]),
            Answer = Json.Document(Checked(Response, "The token server")),
            Life = Record.FieldOrDefault(Answer, "expires_in", 60)
        in
            [
                Value = Answer[access_token],
                Until = DateTimeZone.UtcNow() + #duration(0, 0, 0, Life - List.Min({30, Life / 10}))
            ],

    // The answer, or an error that says what was refused.
    Checked = (Response as binary, Who as text) as binary =>
        let
            Status = Value.Metadata(Response)[Response.Status]
        in
            if Status < 400 then Response
            else error Error.Record(Who & " refused", Text.From(Status), Text.Start(Text.FromBinary(Response), 300)),

    Call = (Token as text, Paging as record) as any =>
        let
            Response = Web.Contents(${powerQueryText(api.origin)}, [
                RelativePath = ${powerQueryText(api.pathname.slice(1))},
                Query = ${queryRecord(api.searchParams)} & Paging,
                Headers = [
                    #"authorization" = "Bearer " & Token,
                    #"x-api-key" = ApiKey${headers.map(({ name, value }) => `,\n                    #${powerQueryText(name)} = ${expression(value)}`).join('')}
                ],${content === null ? '' : `\n                Content = ${powerQueryBody(content)},`}
                ManualStatusHandling = {400, 401, 403, 404, 409, 429, 500, 502, 503, 504}
            ])
        in
            Json.Document(Checked(Response, "The API"))[data],

${
  pages === null
    ? `    Source = Call(GetToken()[Value], [])
in
    Source
`
    : `    PageSize = ${pages.size},
    First = ${pages.from},
    Load = (Token as record, Offset as number) as record =>
        let
            Fresh = if DateTimeZone.UtcNow() < Token[Until] then Token else GetToken()
        in
            [
                Token = Fresh,
                Offset = Offset,
                Rows = Call(Fresh[Value], [l = Text.From(PageSize), o = Text.From(Offset)])
            ],

    // All documents, page by page. A page may hold fewer than were asked for; an empty one is the last.
    Pages = List.Generate(
        () => Load(GetToken(), First),
        each not List.IsEmpty([Rows]),
        each Load([Token], [Offset] + List.Count([Rows])),
        each [Rows]
    ),
    Documents = List.Combine(Pages),
    Columns = List.Union(List.Transform(Documents, Record.FieldNames)),
    Source = Table.FromRecords(Documents, Columns, MissingField.UseNull)
in
    Source
`
}`
}

/** A parameter that comes several times is a list. */
function queryRecord(parameters: URLSearchParams): string {
  const fields = [...new Set(parameters.keys())].map(name => {
    const values = parameters.getAll(name).map(powerQueryText)
    return `#${powerQueryText(name)} = ${values.length === 1 ? values[0] : `{${values.join(', ')}}`}`
  })
  return `[${fields.join(', ')}]`
}

/** SEARCH of documents as its twin by POST (fact sheet of the API, section 4). Null: Power Query cannot send it. */
function sendable(request: StarterRequest): (StarterRequest & { readonly note: string }) | null {
  if (request.method === 'GET') {
    const note =
      request.body === null ? '' : '// Power Query sends no body with GET, so it is left out here.\n'
    return { ...request, note }
  }
  if (request.method === 'POST') return { ...request, note: '' }
  if (request.method !== 'SEARCH' || request.pages === null) return null
  const [path, query] = request.url.split(/\?(.*)/s)
  const url = `${path}/query${query === undefined ? '' : `?${query}`}`
  return {
    ...request,
    method: 'POST',
    url,
    note: '// Power Query cannot send SEARCH; POST to documents/query asks the same.\n',
  }
}

/** Secrets that the connection adds in headers of its own. */
function otherParameters(headers: StarterRequest['headers']): readonly string[] {
  return headers.flatMap(({ value }) => ('variable' in value ? [value.variable] : []))
}

function expression(value: CodeValue): string {
  if (!('variable' in value)) return powerQueryText(value.text)
  return value.text === '' ? value.variable : `${powerQueryText(value.text)} & ${value.variable}`
}

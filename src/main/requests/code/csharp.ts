import type { CodeRequest, CodeValue } from './code-request.ts'

/** A program of top-level statements for .NET 6 or later. */
export function csharpCode({ method, url, headers, body }: CodeRequest): string {
  const contentType = headers.find(({ name }) => name === 'content-type')?.value.text ?? 'text/plain'
  const lines = [
    'using System.Net.Http;',
    'using System.Net.Http.Headers;',
    'using System.Text;',
    '',
    'using var client = new HttpClient();',
    `using var request = new HttpRequestMessage(new HttpMethod(${quoted(method)}), ${quoted(url)});`,
    ...headers
      .filter(({ name }) => name !== 'content-type')
      .map(
        ({ name, value }) =>
          `request.Headers.TryAddWithoutValidation(${quoted(name)}, ${expression(value)});`,
      ),
    ...(body === null
      ? []
      : [
          `request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(${verbatim(body)}));`,
          `request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(${quoted(contentType)});`,
        ]),
    '',
    'using var response = await client.SendAsync(request);',
    'Console.WriteLine($"{(int)response.StatusCode} {response.ReasonPhrase}");',
    'Console.WriteLine(await response.Content.ReadAsStringAsync());',
  ]
  return lines.join('\n')
}

function expression(value: CodeValue): string {
  if (!('variable' in value)) return quoted(value.text)
  const variable = `Environment.GetEnvironmentVariable(${quoted(value.variable)})`
  return value.text === '' ? variable : `${quoted(value.text)} + ${variable}`
}

function quoted(text: string): string {
  return JSON.stringify(text.toWellFormed())
}

/** A verbatim string keeps line breaks; only quotation marks are doubled. */
function verbatim(text: string): string {
  return `@"${text.toWellFormed().replaceAll('"', '""')}"`
}

import type { CodeBody, CodeRequest, CodeValue } from './code-request.ts'

/** A program of top-level statements for .NET 6 or later. */
export function csharpCode({ method, url, headers, body }: CodeRequest): string {
  const contentType = headers.find(({ name }) => name === 'content-type')?.value.text ?? 'text/plain'
  const lines = [
    ...(body !== null && 'file' in body ? ['using System.IO;'] : []),
    'using System.Net.Http;',
    'using System.Net.Http.Headers;',
    'using System.Text;',
    '',
    'using var client = new HttpClient();',
    `using var request = new HttpRequestMessage(new HttpMethod(${csharpText(method)}), ${csharpText(url)});`,
    ...headers
      .filter(({ name }) => name !== 'content-type')
      .map(
        ({ name, value }) =>
          `request.Headers.TryAddWithoutValidation(${csharpText(name)}, ${csharpValue(value)});`,
      ),
    ...(body === null
      ? []
      : [
          `request.Content = new ByteArrayContent(${csharpBody(body)});`,
          `request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(${csharpText(contentType)});`,
        ]),
    '',
    'using var response = await client.SendAsync(request);',
    'Console.WriteLine($"{(int)response.StatusCode} {response.ReasonPhrase}");',
    'Console.WriteLine(await response.Content.ReadAsStringAsync());',
  ]
  return lines.join('\n')
}

/** The value of a header. */
export function csharpValue(value: CodeValue): string {
  if (!('variable' in value)) return csharpText(value.text)
  const variable = `Environment.GetEnvironmentVariable(${csharpText(value.variable)})`
  return value.text === '' ? variable : `${csharpText(value.text)} + ${variable}`
}

/** U+0085, U+2028 and U+2029 end a line in C#, so they are escaped. */
export function csharpText(text: string): string {
  return JSON.stringify(text.toWellFormed()).replace(
    /[\u0085\u2028\u2029]/g,
    char => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

/** The bytes of a body. A verbatim string keeps line breaks; only quotation marks are doubled. */
export function csharpBody(body: CodeBody): string {
  if ('file' in body) return `await File.ReadAllBytesAsync(${csharpText(body.file)})`
  return `Encoding.UTF8.GetBytes(@"${body.text.toWellFormed().replaceAll('"', '""')}")`
}

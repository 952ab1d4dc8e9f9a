import type { CodeBody, CodeRequest, CodeValue } from './code-request.ts'

/** A class in one file for Java 11 or later, by its own client: `java Request.java` runs it. */
export function javaCode({ method, url, headers, body }: CodeRequest): string {
  const publisher = body === null ? 'HttpRequest.BodyPublishers.noBody()' : javaPublisher(body)
  return [
    'import java.net.URI;',
    'import java.net.http.HttpClient;',
    'import java.net.http.HttpRequest;',
    'import java.net.http.HttpResponse;',
    ...(body !== null && 'file' in body ? ['import java.nio.file.Path;'] : []),
    '',
    'public class Request {',
    '    public static void main(String[] args) throws Exception {',
    `        HttpRequest request = HttpRequest.newBuilder(URI.create(${javaText(javaUri(url))}))`,
    ...headers.map(({ name, value }) => `            .header(${javaText(name)}, ${javaValue(value)})`),
    `            .method(${javaText(method)}, ${publisher})`,
    '            .build();',
    '        HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();',
    '        HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());',
    '        System.out.println(response.statusCode());',
    '        System.out.write(response.body());',
    '        System.out.println();',
    '    }',
    '}',
  ].join('\n')
}

/** `java.net.URI` refuses braces and the like, which URLs of browsers may have in their query. */
function javaUri(url: string): string {
  return url.replace(/[{}|\\^`"<>]/g, encodeURIComponent)
}

function javaValue(value: CodeValue): string {
  if (!('variable' in value)) return javaText(value.text)
  const variable = `System.getenv(${javaText(value.variable)})`
  return value.text === '' ? variable : `${javaText(value.text)} + ${variable}`
}

function javaPublisher(body: CodeBody): string {
  return 'file' in body
    ? `HttpRequest.BodyPublishers.ofFile(Path.of(${javaText(body.file)}))`
    : `HttpRequest.BodyPublishers.ofString(${javaBody(body.text)})`
}

/** A line of the body on a line of its own. */
function javaBody(body: string): string {
  if (!body.includes('\n')) return javaText(body)
  const lines = body.split('\n').map((line, at, all) => javaText(at < all.length - 1 ? `${line}\n` : line))
  return `\n                ${lines.join('\n                + ')}`
}

/** ASCII alone: older compilers read a source in the encoding of the machine. */
function javaText(text: string): string {
  return JSON.stringify(text.toWellFormed()).replace(
    /[^\x20-\x7e]/g,
    char => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

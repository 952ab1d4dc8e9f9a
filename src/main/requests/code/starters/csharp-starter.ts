import { csharpBody, csharpText, csharpValue } from '../csharp.ts'
import { beforePaging, type StarterRequest } from './starter-request.ts'

/** A program of top-level statements for .NET 6 or later, without packages. */
export function csharpStarter(request: StarterRequest): string {
  const { method, url, headers, body, pages } = request
  const contentType = headers.find(({ name }) => name === 'content-type')?.value.text ?? 'text/plain'
  const others = headers.filter(({ name }) => name !== 'content-type')
  const renew = request.reads
    ? `    if (response.StatusCode == HttpStatusCode.Unauthorized && mayRenew)
    {
        token = null; // ended early: one more try with a new one
        return await Call(url, false);
    }
`
    : ''
  return `// Reads from the API of Weightron.Cloud. Needs .NET 6 or later, and no packages.
// Set WEIGHTRON_CLIENT_ID, WEIGHTRON_CLIENT_SECRET and WEIGHTRON_API_KEY before running it.
using System;
using System.Collections.Generic;
${body !== null && 'file' in body ? 'using System.IO;\n' : ''}using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;

const string TokenUrl = ${csharpText(request.tokenUrl)};
const string Scope = ${csharpText(request.scope)};

// No redirects: credentials stay with the host they are meant for.
using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false })
{
    Timeout = TimeSpan.FromSeconds(60),
};
string? token = null;
var freshUntil = DateTimeOffset.MinValue;

try
{
${
  pages === null
    ? `    var data = await Call(${csharpText(url)}, true);
    Console.WriteLine(data?.GetRawText() ?? "null");`
    : `    var count = 0;
    await foreach (var document in Documents())
    {
        Console.WriteLine(document.GetRawText());
        count++;
    }
    Console.Error.WriteLine($"{count} documents");`
}
    return 0;
}
catch (Exception error) when (error is HttpRequestException or TaskCanceledException or JsonException or InvalidOperationException)
{
    Console.Error.WriteLine(error.Message);
    return 1;
}
${
  pages === null
    ? ''
    : `
// All documents, page by page. A page may hold fewer than were asked for; an empty one is the last.
async IAsyncEnumerable<JsonElement> Documents()
{
    const string url = ${csharpText(beforePaging(url))};
    const int pageSize = ${pages.size};
    var offset = ${pages.from};
    while (true)
    {
        var page = await Call($"{url}l={pageSize}&o={offset}", true)
            ?? throw new InvalidOperationException("The API answered without documents.");
        if (page.GetArrayLength() == 0) yield break;
        foreach (var document in page.EnumerateArray()) yield return document;
        offset += page.GetArrayLength();
    }
}
`
}
// Makes the request and gives what stands under "data".
async Task<JsonElement?> Call(string url, bool mayRenew)
{
    using var request = new HttpRequestMessage(new HttpMethod(${csharpText(method)}), url);
    request.Headers.TryAddWithoutValidation("authorization", "Bearer " + await AccessToken());
    request.Headers.TryAddWithoutValidation("x-api-key", Setting("WEIGHTRON_API_KEY"));
${others.map(({ name, value }) => `    request.Headers.TryAddWithoutValidation(${csharpText(name)}, ${csharpValue(value)});\n`).join('')}${
  body === null
    ? ''
    : `    request.Content = new ByteArrayContent(${csharpBody(body)});
    request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(${csharpText(contentType)});
`
}    using var response = await client.SendAsync(request);
${renew}    var text = await response.Content.ReadAsStringAsync();
    if (!response.IsSuccessStatusCode) throw Refused("The API", response, text);
    if (text == "") return null;
    using var answer = JsonDocument.Parse(text);
    return answer.RootElement.TryGetProperty("data", out var data) ? data.Clone() : null;
}

// The token, asked for only when there is none or the last one is about to end.
async Task<string> AccessToken()
{
    if (token != null && DateTimeOffset.UtcNow < freshUntil) return token;
    var form = new Dictionary<string, string> { ["grant_type"] = "client_credentials" };
    if (Scope != "") form["scope"] = Scope;
    using var request = new HttpRequestMessage(HttpMethod.Post, TokenUrl);
    request.Headers.TryAddWithoutValidation("accept", "application/json");
${clientAuthentication(request)}
    request.Content = new FormUrlEncodedContent(form);
    var started = DateTimeOffset.UtcNow;
    using var response = await client.SendAsync(request);
    var text = await response.Content.ReadAsStringAsync();
    if (!response.IsSuccessStatusCode) throw Refused("The token server", response, text);
    using var answer = JsonDocument.Parse(text);
    var life = answer.RootElement.TryGetProperty("expires_in", out var seconds) ? seconds.GetDouble() : 60;
    freshUntil = started.AddSeconds(life - Math.Min(30, life / 10));
    token = answer.RootElement.GetProperty("access_token").GetString()
        ?? throw new InvalidOperationException("The token server answered without a token.");
    return token;
}

static string Setting(string name)
{
    var value = Environment.GetEnvironmentVariable(name);
    return string.IsNullOrEmpty(value)
        ? throw new InvalidOperationException($"Set the environment variable {name}.")
        : value;
}

// What an error status says about itself, in one line.
static HttpRequestException Refused(string who, HttpResponseMessage response, string text)
{
    var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    if (line.Length > 300) line = line[..300];
    return new HttpRequestException($"{who} refused: {(int)response.StatusCode} {response.ReasonPhrase}: {line}");
}
`
}

/** For Basic, name and secret are percent-encoded before they are joined (RFC 6749 section 2.3.1). */
function clientAuthentication({ clientAuthentication }: StarterRequest): string {
  if (clientAuthentication === 'body') {
    return `    form["client_id"] = Setting("WEIGHTRON_CLIENT_ID");
    form["client_secret"] = Setting("WEIGHTRON_CLIENT_SECRET");`
  }
  return `    var pair = Uri.EscapeDataString(Setting("WEIGHTRON_CLIENT_ID"))
        + ":" + Uri.EscapeDataString(Setting("WEIGHTRON_CLIENT_SECRET"));
    request.Headers.Authorization = new AuthenticationHeaderValue(
        "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(pair)));`
}

import type { CodeBody, CodeRequest, CodeValue } from './code-request.ts'

/** A program of one file by the standard library. */
export function goCode({ method, url, headers, body }: CodeRequest): string {
  const usesVariables = headers.some(({ value }) => 'variable' in value)
  const isFile = body !== null && 'file' in body
  return [
    'package main',
    '',
    'import (',
    ...(isFile ? ['\t"bytes"'] : []),
    '\t"fmt"',
    '\t"io"',
    '\t"log"',
    '\t"net/http"',
    ...(usesVariables || isFile ? ['\t"os"'] : []),
    ...(body === null || isFile ? [] : ['\t"strings"']),
    ')',
    '',
    'func main() {',
    ...(body === null ? [] : goReader(body)),
    `\trequest, err := http.NewRequest(${goText(method)}, ${goText(url)}, ${body === null ? 'nil' : 'body'})`,
    '\tif err != nil {',
    '\t\tlog.Fatal(err)',
    '\t}',
    ...headers.map(({ name, value }) => `\trequest.Header.Set(${goText(name)}, ${goValue(value)})`),
    '',
    '\tresponse, err := http.DefaultClient.Do(request)',
    '\tif err != nil {',
    '\t\tlog.Fatal(err)',
    '\t}',
    '\tdefer response.Body.Close()',
    '\tanswer, err := io.ReadAll(response.Body)',
    '\tif err != nil {',
    '\t\tlog.Fatal(err)',
    '\t}',
    '\tfmt.Println(response.Status)',
    '\tfmt.Println(string(answer))',
    '}',
  ].join('\n')
}

function goValue(value: CodeValue): string {
  if (!('variable' in value)) return goText(value.text)
  const variable = `os.Getenv(${goText(value.variable)})`
  return value.text === '' ? variable : `${goText(value.text)} + ${variable}`
}

function goReader(body: CodeBody): readonly string[] {
  if (!('file' in body)) return [`\tbody := strings.NewReader(${goBody(body.text)})`]
  return [
    `\tcontent, err := os.ReadFile(${goText(body.file)})`,
    '\tif err != nil {',
    '\t\tlog.Fatal(err)',
    '\t}',
    '\tbody := bytes.NewReader(content)',
  ]
}

/** A line of the body on a line of its own. */
function goBody(body: string): string {
  if (!body.includes('\n')) return goText(body)
  const lines = body.split('\n').map((line, at, all) => goText(at < all.length - 1 ? `${line}\n` : line))
  return lines.join(' +\n\t\t')
}

/** JSON's escapes mean the same in Go, but for surrogates; a byte order mark may stand at the start of a file alone. */
function goText(text: string): string {
  return JSON.stringify(text.toWellFormed()).replaceAll('\ufeff', '\\ufeff')
}

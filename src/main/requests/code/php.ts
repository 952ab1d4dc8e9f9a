import type { CodeBody, CodeRequest, CodeValue } from './code-request.ts'

/** A script for PHP 8 with its curl extension. */
export function phpCode({ method, url, headers, body }: CodeRequest): string {
  return [
    '<?php',
    `$request = curl_init(${phpText(url)});`,
    'curl_setopt_array($request, [',
    `    CURLOPT_CUSTOMREQUEST => ${phpText(method)},`,
    ...(method === 'HEAD' ? ['    CURLOPT_NOBODY => true,'] : []),
    '    CURLOPT_HTTPHEADER => [',
    ...headers.map(({ name, value }) => `        ${phpHeader(name, value)},`),
    '    ],',
    ...(body === null ? [] : [`    CURLOPT_POSTFIELDS => ${phpBody(body)},`]),
    '    CURLOPT_RETURNTRANSFER => true,',
    ']);',
    '$answer = curl_exec($request);',
    'if ($answer === false) {',
    '    fwrite(STDERR, curl_error($request) . PHP_EOL);',
    '    exit(1);',
    '}',
    'echo curl_getinfo($request, CURLINFO_RESPONSE_CODE), PHP_EOL;',
    'echo $answer, PHP_EOL;',
  ].join('\n')
}

function phpBody(body: CodeBody): string {
  return 'file' in body ? `file_get_contents(${phpText(body.file)})` : phpText(body.text)
}

/** As curl has it: an empty header is written with a semicolon. */
function phpHeader(name: string, value: CodeValue): string {
  if ('variable' in value) return `${phpText(`${name}: ${value.text}`)} . getenv(${phpText(value.variable)})`
  return value.text === '' ? phpText(`${name};`) : phpText(`${name}: ${value.text}`)
}

/** Literal but for single quotes and backslashes. A carriage return is put in by name: editors change it. */
function phpText(text: string): string {
  const literal = (part: string): string => `'${part.replace(/[\\']/g, '\\$&')}'`
  return text.toWellFormed().split('\r').map(literal).join(' . "\\r" . ')
}

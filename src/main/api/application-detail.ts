import type { ApplicationDetail } from '../../shared/documents.ts'
import { ExplorerError } from '../../shared/errors.ts'
import { metaOf } from './answer-meta.ts'
import { readApplication } from './applications.ts'
import { fieldsOf } from './detail.ts'
import { isJsonObject, ownValue } from './json-values.ts'
import { prettyJson } from './json-writer.ts'
import { maskSecrets } from './masking.ts'
import type { ApiAnswer } from './types.ts'

/** The details of `GET /{app}` with every parameter masked. Data that is no object is shown as it is. */
export function readApplicationDetail(
  answer: ApiAnswer,
  applicationId: string,
  now: number,
): ApplicationDetail {
  const masked = maskSecrets(answer.data)
  return {
    application: readApplication(isJsonObject(answer.data) ? answer.data : {}, applicationId, now),
    fields: fieldsOf(masked),
    json: prettyJson(masked),
    meta: metaOf(answer, now),
  }
}

/** The value at a path of keys in clear; indexes of lists count as keys. Throws `not_found`. */
export function parameterAt(data: unknown, path: readonly string[]): unknown {
  let value = data
  for (const key of path) {
    if (Array.isArray(value) && /^\d{1,9}$/.test(key) && Number(key) < value.length)
      value = value[Number(key)]
    else if (isJsonObject(value) && Object.hasOwn(value, key)) value = ownValue(value, key)
    else {
      throw new ExplorerError('not_found', 'The application no longer has this parameter.', {
        hint: 'Refresh the details of the application.',
      })
    }
  }
  return value
}

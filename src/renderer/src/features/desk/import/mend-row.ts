import { type SecretName, secretNames } from '../../../../../shared/connection.ts'
import type { ImportPreview, PlainColumn } from '../../../../../shared/desk.ts'
import { invoke } from '../../../app/client.ts'

/** What was typed for a row. An empty secret leaves that of the file. */
export interface RowChange {
  readonly cells: Readonly<Partial<Record<PlainColumn, string>>>
  readonly secrets: Readonly<Record<SecretName, string>>
}

/** Corrects a row; secrets go by a draft, as they do from every form. */
export async function mendRow(
  importId: string,
  key: number,
  { cells, secrets }: RowChange,
): Promise<ImportPreview> {
  const typed = secretNames.filter(secret => secrets[secret].trim() !== '')
  if (typed.length === 0) return invoke('desk.mendRow', { importId, key, cells, draftId: null })
  const { draftId } = await invoke('drafts.open', {})
  try {
    for (const secret of typed) await invoke('drafts.setSecret', { draftId, secret, value: secrets[secret] })
    return await invoke('desk.mendRow', { importId, key, cells, draftId })
  } catch (error) {
    await invoke('drafts.close', { draftId })
    throw error
  }
}

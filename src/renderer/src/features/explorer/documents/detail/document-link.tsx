import { IconLink } from '@tabler/icons-react'
import type { ForeignLink } from '../../fields/foreign-link.ts'
import css from './document-link.module.css'

interface DocumentLinkProps {
  readonly link: ForeignLink
  onFollow(link: ForeignLink): void
}

/** Leads to the document that a copy was made of. */
export function DocumentLink({ link, onFollow }: DocumentLinkProps) {
  return (
    <button
      type="button"
      className={css.link}
      aria-label={`Open in ${link.collection}`}
      title={`Open ${link.documentId} in ${link.collection}`}
      onClick={() => onFollow(link)}
    >
      <IconLink size={14} aria-hidden />
      {link.collection}
    </button>
  )
}

import { Button, Popover } from '@mantine/core'
import css from './notes-button.module.css'

/** What is worth knowing about a load, on demand. Nothing where it went as it should. */
export function NotesButton({ notes }: { readonly notes: readonly string[] }) {
  if (notes.length === 0) return null
  return (
    <Popover position="bottom-start" width={420} trapFocus returnFocus>
      <Popover.Target>
        <Button variant="subtle" size="compact-xs">
          {notes.length === 1 ? '1 note' : `${notes.length} notes`}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <ul className={css.notes}>
          {notes.map(note => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      </Popover.Dropdown>
    </Popover>
  )
}

import { ActionIcon, Menu } from '@mantine/core'
import { IconChevronDown, IconChevronRight, IconDots } from '@tabler/icons-react'
import type { SavedRequestEntry } from '../../../../../shared/saved-requests.ts'
import { classNames } from '../../../ui/class-names.ts'
import css from './saved.module.css'
import type { SavedRow } from './tree.ts'

/** What can be done with a saved request or a folder. */
export interface SavedActions {
  onToggle(folder: string): void
  onOpen(entry: SavedRequestEntry): void
  onRename(row: SavedRow): void
  onMove(entry: SavedRequestEntry): void
  onDuplicate(entry: SavedRequestEntry): void
  onExport(folder: string): void
  onDelete(row: SavedRow): void
}

interface SavedTreeProps extends SavedActions {
  readonly rows: readonly SavedRow[]
  /** The saved request that is looked at. */
  readonly currentId: string | null
}

/** Folders and requests as a list of buttons, each with a menu of its own. */
export function SavedTree({ rows, currentId, ...actions }: SavedTreeProps) {
  return (
    <ul aria-label="Saved requests" className={css.tree}>
      {rows.map(row => {
        const isFolder = row.kind === 'folder'
        const name = isFolder ? row.name : row.entry.name
        const current = !isFolder && row.entry.savedId === currentId
        return (
          <li
            key={isFolder ? `${row.folder}/` : row.entry.savedId}
            className={classNames(css.row, current && css.current)}
          >
            <button
              type="button"
              className={css.open}
              style={{ paddingLeft: 8 + row.level * 14 }}
              aria-expanded={isFolder ? row.open : undefined}
              aria-current={current ? 'page' : undefined}
              title={isFolder ? row.folder : `${row.entry.method} ${row.entry.path}`}
              onClick={() => (isFolder ? actions.onToggle(row.folder) : actions.onOpen(row.entry))}
            >
              {isFolder ? <Chevron open={row.open} /> : <span className={css.indent} />}
              <span className={css.name}>{name}</span>
              {!isFolder && <span className={css.method}>{row.entry.method}</span>}
            </button>
            <RowMenu row={row} name={name} {...actions} />
          </li>
        )
      })}
    </ul>
  )
}

function Chevron({ open }: { readonly open: boolean }) {
  return open ? <IconChevronDown size={12} aria-hidden /> : <IconChevronRight size={12} aria-hidden />
}

function RowMenu({
  row,
  name,
  ...actions
}: SavedActions & { readonly row: SavedRow; readonly name: string }) {
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <ActionIcon size="xs" variant="subtle" className={css.more} aria-label={`Actions for ${name}`}>
          <IconDots size={12} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => actions.onRename(row)}>Rename</Menu.Item>
        {row.kind === 'request' ? (
          <>
            <Menu.Item onClick={() => actions.onDuplicate(row.entry)}>Duplicate</Menu.Item>
            <Menu.Item onClick={() => actions.onMove(row.entry)}>Move to another folder</Menu.Item>
          </>
        ) : (
          <Menu.Item onClick={() => actions.onExport(row.folder)}>Export as Postman collection</Menu.Item>
        )}
        <Menu.Item onClick={() => actions.onDelete(row)}>Delete</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

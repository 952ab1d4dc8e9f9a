import { Menu } from '@mantine/core'
import { KeyHint } from '../../../../ui/key-hint.tsx'
import type { GridPosition } from './grid-keys.ts'

/** Where a menu was asked for. */
export interface CellMenuPlace {
  readonly position: GridPosition
  /** Pixels from the window's corner. */
  readonly x: number
  readonly y: number
}

interface CellMenuProps {
  readonly place: CellMenuPlace
  /** Rows that are chosen. */
  readonly chosen: number
  onCopyCell(position: GridPosition): void
  onCopyRow(row: number): void
  onCopyChosen(format: 'tsv' | 'json'): void
  onClose(): void
}

/** What can be done with a cell, its row and the chosen rows, where it was asked for. */
export function CellMenu({ place, chosen, onClose, ...does }: CellMenuProps) {
  const { position, x, y } = place
  const rows = chosen === 1 ? 'the chosen row' : `${chosen.toLocaleString('en-GB')} chosen rows`
  return (
    <Menu opened onClose={onClose} position="bottom-start" offset={2} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <span aria-hidden style={{ position: 'fixed', left: x, top: y, width: 0, height: 0 }} />
      </Menu.Target>
      <Menu.Dropdown aria-label="Cell">
        <Entry
          title="Copy cell"
          keys={chosen === 0 ? 'Mod+C' : ''}
          onClick={() => does.onCopyCell(position)}
        />
        <Entry
          title="Copy row"
          keys={chosen === 0 ? 'Mod+Shift+C' : ''}
          onClick={() => does.onCopyRow(position.row)}
        />
        {chosen > 0 && (
          <>
            <Menu.Divider />
            <Entry
              title={`Copy ${rows} for a spreadsheet`}
              keys="Mod+C"
              onClick={() => does.onCopyChosen('tsv')}
            />
            <Entry
              title={`Copy ${rows} as JSON`}
              keys="Mod+Shift+C"
              onClick={() => does.onCopyChosen('json')}
            />
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}

interface EntryProps {
  readonly title: string
  readonly keys: string
  onClick(): void
}

/** Its key is a picture: said by `aria-keyshortcuts`, it is no part of the entry's name. */
function Entry({ title, keys, onClick }: EntryProps) {
  return (
    <Menu.Item
      rightSection={
        keys === '' ? null : (
          <span aria-hidden>
            <KeyHint keys={keys} />
          </span>
        )
      }
      {...(keys === '' ? {} : { 'aria-keyshortcuts': keys.replace('Mod', 'Control') })}
      onClick={onClick}
    >
      {title}
    </Menu.Item>
  )
}

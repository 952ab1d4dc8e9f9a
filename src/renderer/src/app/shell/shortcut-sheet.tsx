import { Modal } from '@mantine/core'
import { KeyHint } from '../../ui/key-hint.tsx'
import { type Action, actions } from '../commands/actions.ts'
import styles from './shortcut-sheet.module.css'

interface Line {
  readonly title: string
  readonly keys: string
}

/** Keys that are not commands: they belong to the part that has the focus. */
const more: Readonly<Partial<Record<Action['group'], readonly Line[]>>> = {
  Tabs: [{ title: 'Tab 1 to 8, last tab', keys: 'Mod+1 … 9' }],
  Data: [
    { title: 'Row up or down, column left or right', keys: 'Arrow keys' },
    { title: 'First or last column', keys: 'Home / End' },
    { title: 'First or last row', keys: 'Mod+Home / End' },
    { title: 'Choose the row of loaded documents', keys: 'Shift+Space' },
    { title: 'Choose further rows, or all', keys: 'Shift+Arrow keys, Mod+A' },
    { title: 'Copy the cell, or the chosen rows', keys: 'Mod+C' },
    { title: 'Copy the row, or the chosen rows, as JSON', keys: 'Mod+Shift+C' },
    { title: 'Menu of the cell', keys: 'Shift+F10' },
    { title: 'At the head: sort, or open the filter', keys: 'Enter, Alt+Arrow down' },
    { title: 'At the head: width, or fit it', keys: 'Alt+Arrow left / right, Alt+Arrow up' },
    { title: 'At the head: move the column', keys: 'Alt+Shift+Arrow left / right' },
    { title: 'Search in the body of an answer', keys: 'Mod+F' },
  ],
}

const groups: readonly Action['group'][] = ['General', 'Tabs', 'Connection', 'Data']

function linesOf(group: Action['group']): readonly Line[] {
  const commands = actions.flatMap(({ group: own, title, keys }) =>
    own === group && keys !== null ? [{ title, keys }] : [],
  )
  return [...commands, ...(more[group] ?? [])]
}

/** All shortcuts on one sheet. */
export function ShortcutSheet({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  return (
    <Modal opened={open} onClose={onClose} title="Keyboard shortcuts" size={640}>
      <div className={styles.groups}>
        {groups.map(group => (
          <section key={group} aria-label={group}>
            <h3>{group}</h3>
            <dl>
              {linesOf(group).map(({ title, keys }) => (
                <div key={title} className={styles.line}>
                  <dt>{title}</dt>
                  <dd>
                    <KeyHint keys={keys} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  )
}

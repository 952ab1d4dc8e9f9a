import { ActionIcon, Menu, TextInput } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import type { SavedRequestEntry } from '../../../../../shared/saved-requests.ts'
import { openRequest } from '../../../app/request-tabs.ts'
import { type Tab, useWorkspace } from '../../../app/workspace.ts'
import { usePostman } from '../postman/use-postman.tsx'
import { MoveDialog } from './move-dialog.tsx'
import { NameDialog } from './name-dialog.tsx'
import css from './saved.module.css'
import { SavedTree } from './saved-tree.tsx'
import { tellDeleted } from './tell.tsx'
import { type SavedRow, savedRows } from './tree.ts'
import { useChangeSaved, useSavedRequests } from './use-saved-requests.ts'

type WorkspaceState = ReturnType<typeof useWorkspace.getState>

/** What is asked of the person at this moment. */
type Question =
  | { readonly kind: 'rename'; readonly row: SavedRow }
  | { readonly kind: 'move'; readonly entry: SavedRequestEntry }
  | { readonly kind: 'folder' }

/** The saved requests: found, opened, put in order; and how they come in and go out. */
export function SavedPanel({ onOpened }: { onOpened?(): void }) {
  const { data } = useSavedRequests()
  const change = useChangeSaved()
  const [search, setSearch] = useState('')
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set())
  const [question, setQuestion] = useState<Question | null>(null)
  const content = useWorkspace(state => state.tabs.find(tab => tab.id === state.activeId)?.content)
  const connectionId = useWorkspace(connectionAtHand)
  const postman = usePostman()
  const currentId = content?.kind === 'request' ? content.savedId : null
  const currentFolder = data?.requests.find(({ savedId }) => savedId === currentId)?.folder ?? null
  useEffect(() => {
    if (currentFolder !== null) setOpened(folders => new Set([...folders, ...withParents(currentFolder)]))
  }, [currentFolder])
  if (data === undefined) return null

  const open = async ({ savedId }: SavedRequestEntry): Promise<void> => {
    const { tabs, activate } = useWorkspace.getState()
    const there = tabs.find(tab => tab.content.kind === 'request' && tab.content.savedId === savedId)
    if (there !== undefined) activate(there.id)
    else {
      const saved = await change('workspace.get', { savedId })
      if (saved !== null)
        openRequest(connectionId, saved.request, crypto.randomUUID(), savedId, saved.version)
    }
    onOpened?.()
  }
  const remove = async (row: SavedRow): Promise<void> => {
    const done =
      row.kind === 'folder'
        ? await change('workspace.removeFolder', { folder: row.folder })
        : await change('workspace.remove', { savedId: row.entry.savedId })
    if (done === null) return
    const name = row.kind === 'folder' ? `The folder ${row.name}` : row.entry.name
    tellDeleted(name, done.undoId, () => void change('workspace.undoRemove', done))
  }
  const rename = async (row: SavedRow, name: string): Promise<void> => {
    if (row.kind === 'request') {
      await change('workspace.rename', { savedId: row.entry.savedId, name })
      return
    }
    const renamed = await change('workspace.renameFolder', { folder: row.folder, name })
    if (renamed === null) return
    const before = `${row.folder}/`
    useWorkspace
      .getState()
      .relinkSaved(savedId =>
        savedId.startsWith(before) ? `${renamed.folder}/${savedId.slice(before.length)}` : savedId,
      )
  }
  const move = async (from: string, folder: string): Promise<void> => {
    const place = await change('workspace.move', { savedId: from, folder })
    if (place === null) return
    useWorkspace.getState().relinkSaved(savedId => (savedId === from ? place.savedId : savedId))
  }
  /** In another folder the same place is another request, which must not be written over. */
  const changeRoot = async (call: 'workspace.chooseFolder' | 'workspace.useDefaultFolder'): Promise<void> => {
    await change(call, {})
    const now = await change('workspace.list', {})
    if (now !== null && now.root !== data.root) useWorkspace.getState().relinkSaved(() => null)
  }
  const rows = savedRows(data, opened, search)
  return (
    <section aria-label="Saved requests" className={css.saved}>
      <div className={css.search}>
        <TextInput
          size="xs"
          aria-label="Search saved requests"
          placeholder="Search saved requests"
          value={search}
          onChange={event => setSearch(event.currentTarget.value)}
        />
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon size="sm" variant="subtle" aria-label="Import, export and folders">
              <IconDots size={14} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => setQuestion({ kind: 'folder' })}>New folder</Menu.Item>
            <Menu.Divider />
            <Menu.Item disabled={connectionId === null} onClick={() => void postman.takeIn(connectionId)}>
              Import from Postman
            </Menu.Item>
            <Menu.Item
              disabled={connectionId === null || data.requests.length === 0}
              onClick={() => void postman.exportFolder(connectionId, '')}
            >
              Export all as Postman collection
            </Menu.Item>
            <Menu.Item
              disabled={connectionId === null}
              onClick={() => void postman.exportTemplates(connectionId)}
            >
              Export the API as Postman collection
            </Menu.Item>
            <Menu.Divider />
            <Menu.Label className={css.root ?? ''}>{data.root}</Menu.Label>
            <Menu.Item onClick={() => void changeRoot('workspace.chooseFolder')}>Choose folder</Menu.Item>
            {!data.isDefault && (
              <Menu.Item onClick={() => void changeRoot('workspace.useDefaultFolder')}>
                Use the folder in the data folder
              </Menu.Item>
            )}
          </Menu.Dropdown>
        </Menu>
      </div>
      {rows.length === 0 && (
        <p className={css.empty}>
          {search === '' ? 'None yet. Save in a request keeps it here.' : 'None found.'}
        </p>
      )}
      <SavedTree
        rows={rows}
        currentId={currentId}
        onToggle={folder => setOpened(toggled(opened, folder))}
        onOpen={entry => void open(entry)}
        onRename={row => setQuestion({ kind: 'rename', row })}
        onMove={entry => setQuestion({ kind: 'move', entry })}
        onDuplicate={({ savedId }) => void change('workspace.duplicate', { savedId })}
        onExport={folder => void postman.exportFolder(connectionId, folder)}
        onDelete={row => void remove(row)}
      />
      {data.problems.length > 0 && (
        <details className={css.problems}>
          <summary>
            {data.problems.length === 1
              ? '1 file cannot be read'
              : `${data.problems.length} files cannot be read`}
          </summary>
          <ul>
            {data.problems.map(({ file, message }) => (
              <li key={file}>
                <code>{file}</code> {message}
              </li>
            ))}
          </ul>
        </details>
      )}
      {question?.kind === 'rename' && (
        <NameDialog
          title="Rename"
          action="Rename"
          start={question.row.kind === 'folder' ? question.row.name : question.row.entry.name}
          onClose={() => setQuestion(null)}
          onDone={name => {
            setQuestion(null)
            void rename(question.row, name)
          }}
        />
      )}
      {question?.kind === 'folder' && (
        <NameDialog
          title="New folder"
          action="Make folder"
          start=""
          onClose={() => setQuestion(null)}
          onDone={folder => {
            setQuestion(null)
            void change('workspace.addFolder', { folder })
          }}
        />
      )}
      {question?.kind === 'move' && (
        <MoveDialog
          name={question.entry.name}
          folder={question.entry.folder}
          folders={data.folders}
          onClose={() => setQuestion(null)}
          onMove={folder => {
            setQuestion(null)
            void move(question.entry.savedId, folder)
          }}
        />
      )}
      {postman.dialog}
    </section>
  )
}

/** The connection that is looked at, or was looked at last. */
function connectionAtHand({ tabs, activeId }: WorkspaceState): string | null {
  const idOf = ({ content }: Tab): string | null => ('connectionId' in content ? content.connectionId : null)
  const active = tabs.find(tab => tab.id === activeId)
  const at = active === undefined ? null : idOf(active)
  const last = tabs.findLast(tab => idOf(tab) !== null)
  return at ?? (last === undefined ? null : idOf(last))
}

/** A folder and those that it is in. */
function withParents(folder: string): readonly string[] {
  const names = folder === '' ? [] : folder.split('/')
  return names.map((_name, at) => names.slice(0, at + 1).join('/'))
}

function toggled(set: ReadonlySet<string>, member: string): ReadonlySet<string> {
  const next = new Set(set)
  if (!next.delete(member)) next.add(member)
  return next
}

import { Button, Menu } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import { KeyHint } from '../../../ui/key-hint.tsx'
import css from './documents-view.module.css'
import { intervalWords, refreshIntervals } from './refresh-intervals.ts'

interface RefreshMenuProps {
  readonly every: number | null
  onRefresh(): void
  onChange(every: number | null): void
}

/** *Refresh data*: now, or again and again. */
export function RefreshMenu({ every, onRefresh, onChange }: RefreshMenuProps) {
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          variant="subtle"
          color="gray"
          aria-label={`Refresh data: ${intervalWords(every)}`}
          leftSection={<IconRefresh size={14} aria-hidden />}
          className={every === null ? (css.quietButton ?? '') : ''}
        >
          {every === null ? null : intervalWords(every)}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item rightSection={<KeyHint keys="F5" />} onClick={onRefresh}>
          Refresh now
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>Refresh data</Menu.Label>
        <Menu.RadioGroup
          value={intervalWords(every)}
          onChange={words =>
            onChange(refreshIntervals.find(interval => intervalWords(interval) === words) ?? null)
          }
        >
          {refreshIntervals.map(interval => (
            <Menu.RadioItem key={interval} value={intervalWords(interval)} closeMenuOnClick>
              {intervalWords(interval)}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  )
}

import { Button, Menu } from '@mantine/core'
import { IconTemplate } from '@tabler/icons-react'
import type { BuiltRequest } from '../../../../shared/requests.ts'
import css from './request-view.module.css'
import { templates } from './templates.ts'

/** The endpoints of the API to start from. IDs that were chosen, headers and authorization stay. */
export function TemplatesMenu({ onPick }: { onPick(patch: Partial<BuiltRequest>): void }) {
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="subtle" color="gray" leftSection={<IconTemplate size={14} aria-hidden />}>
          Templates
        </Button>
      </Menu.Target>
      <Menu.Dropdown className={css.menu ?? ''}>
        {(['Read', 'Write'] as const).map(group => [
          <Menu.Label key={group}>{group}</Menu.Label>,
          ...templates
            .filter(template => template.group === group)
            .map(({ name, note, request }) => (
              <Menu.Item key={name} aria-label={name} onClick={() => onPick(request)}>
                <span className={css.entry}>
                  <span className={css.method}>{request.method}</span>
                  <span className={css.path}>{name}</span>
                  {note !== '' && <span className={css.noteLine}>{note}</span>}
                </span>
              </Menu.Item>
            )),
        ])}
      </Menu.Dropdown>
    </Menu>
  )
}

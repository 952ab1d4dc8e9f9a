import { Button, Menu } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import type { CodeLanguage } from '../../../../../shared/code.ts'
import { languageNames, moreLanguages } from './languages.ts'

/** Languages that are asked for less often. */
export function MoreLanguages({ onChoose }: { onChoose(language: CodeLanguage): void }) {
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          size="compact-xs"
          variant="subtle"
          color="gray"
          aria-label="More languages"
          rightSection={<IconChevronDown size={12} aria-hidden />}
        >
          More
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {moreLanguages.map(language => (
          <Menu.Item key={language} onClick={() => onChoose(language)}>
            {languageNames[language]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

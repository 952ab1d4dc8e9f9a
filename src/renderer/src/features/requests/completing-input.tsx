import { Combobox, TextInput, type TextInputProps, useCombobox } from '@mantine/core'
import { type Ref, useContext, useState } from 'react'
import { completionsOf } from './completions.ts'
import css from './request-line.module.css'
import { OfferedVariables } from './use-variables.ts'

interface CompletingInputProps extends Omit<TextInputProps, 'value' | 'onChange'> {
  readonly ref?: Ref<HTMLInputElement>
  readonly value: string
  /** Whole values that are offered. */
  readonly words?: readonly string[] | undefined
  onChange(value: string): void
  /** Enter, where it does not choose what is offered. */
  onEnter?(): void
}

/** A line of text in which variables are offered after `{{`. */
export function CompletingInput({ value, words = [], onChange, onEnter, ...rest }: CompletingInputProps) {
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() })
  const variables = useContext(OfferedVariables)
  const [caret, setCaret] = useState(value.length)
  const offered = completionsOf(value, caret, variables, words)
  return (
    <Combobox
      store={combobox}
      position="bottom-start"
      width="max-content"
      onOptionSubmit={text => {
        onChange(text)
        combobox.closeDropdown()
      }}
    >
      <Combobox.Target>
        <TextInput
          spellCheck={false}
          autoComplete="off"
          {...rest}
          value={value}
          onChange={event => {
            onChange(event.currentTarget.value)
            setCaret(event.currentTarget.selectionStart ?? event.currentTarget.value.length)
            combobox.openDropdown()
          }}
          onSelect={event => setCaret(event.currentTarget.selectionStart ?? value.length)}
          onBlur={event => {
            combobox.closeDropdown()
            rest.onBlur?.(event)
          }}
          onKeyDown={event => {
            const chooses = combobox.dropdownOpened && combobox.getSelectedOptionIndex() >= 0
            const plain = event.key === 'Enter' && !event.ctrlKey && !event.metaKey
            if (!plain || chooses || event.nativeEvent.isComposing) return
            // Or the list, even an empty one, would take the key that cancels.
            combobox.closeDropdown()
            onEnter?.()
          }}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={offered.length === 0}>
        <Combobox.Options className={css.offered}>
          {offered.map(({ text, label, note }) => (
            <Combobox.Option key={text} value={text}>
              <span className={css.option}>
                {label}
                {note !== '' && <span className={css.optionId}>{note}</span>}
              </span>
            </Combobox.Option>
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}

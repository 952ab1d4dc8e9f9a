import {
  type ActionIconFactory,
  type ButtonFactory,
  type CheckboxFactory,
  createTheme,
  type ExtendComponent,
  type InputFactory,
  type InputWrapperFactory,
  type KbdFactory,
  type MenuFactory,
  type ModalFactory,
  type NotificationFactory,
  type NumberInputFactory,
  type PasswordInputFactory,
  type PopoverFactory,
  type SegmentedControlFactory,
  type SelectFactory,
  type SwitchFactory,
  type TabsFactory,
  type TagsInputFactory,
  type TextareaFactory,
  type TextInputFactory,
  type TooltipFactory,
} from '@mantine/core'
import { holdTab, takeFocus } from './menu-focus.ts'
import parts from './parts.module.css'

/** A class of the module beside this file; a missing one is a mistake in the theme, so it is loud. */
function part(name: string): string {
  const found = parts[name]
  if (found === undefined) throw new Error(`parts.module.css has no class ${name}`)
  return found
}

const field = {
  defaultProps: { size: 'xs' as const },
  classNames: { wrapper: part('fieldWrapper'), input: part('field'), section: part('fieldSection') },
}

const overlay = { radius: 'md' as const, shadow: 'md' as const }

/** The look in Mantine's terms: sizes and shapes here, colours by `css-variables.ts`, details in the CSS module. */
export const theme = createTheme({
  primaryColor: 'accent',
  primaryShade: { light: 6, dark: 5 },
  defaultRadius: 'sm',
  cursorType: 'default',
  respectReducedMotion: true,
  focusRing: 'auto',
  fontFamily: 'var(--f-ui)',
  fontFamilyMonospace: 'var(--f-mono)',
  fontSizes: { xs: '11px', sm: '12px', md: '13px', lg: '15px', xl: '18px' },
  lineHeights: {
    xs: `${16 / 11}`,
    sm: `${16 / 12}`,
    md: `${20 / 13}`,
    lg: `${24 / 15}`,
    xl: `${24 / 18}`,
  },
  headings: { fontFamily: 'var(--f-ui)', fontWeight: '600' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  radius: { xs: '4px', sm: '6px', md: '8px', lg: '12px', xl: '16px' },
  shadows: { xs: 'var(--sh-1)', sm: 'var(--sh-2)', md: 'var(--sh-3)', lg: 'var(--sh-3)', xl: 'var(--sh-3)' },
  colors: {
    accent: [
      '#eeeffc',
      '#dfe2fa',
      '#bfc5f1',
      '#a4adff',
      '#7c87ee',
      '#5662de',
      '#4652cc',
      '#3a45b8',
      '#2f3894',
      '#252947',
    ],
    gray: [
      '#f8f8fa',
      '#f3f3f6',
      '#efeff3',
      '#e4e4ea',
      '#dcdce3',
      '#c9cad3',
      '#878997',
      '#656876',
      '#4d505d',
      '#1a1b21',
    ],
    dark: [
      '#ecedf2',
      '#b3b6c2',
      '#8f929f',
      '#737684',
      '#33353f',
      '#2b2d36',
      '#1e2027',
      '#16171c',
      '#101115',
      '#0b0c0f',
    ],
  },
  // By type alone: `Component.extend` would bring every component into the first screen.
  components: {
    Button: {
      defaultProps: { size: 'xs', variant: 'default' },
      classNames: { root: part('button'), section: part('buttonSection') },
    } satisfies ExtendComponent<ButtonFactory>,
    ActionIcon: {
      defaultProps: { size: 'md', variant: 'subtle', color: 'gray' },
      classNames: { root: part('iconButton') },
    } satisfies ExtendComponent<ActionIconFactory>,
    Input: field satisfies ExtendComponent<InputFactory>,
    InputWrapper: {
      defaultProps: { size: 'xs' },
      classNames: {
        label: part('fieldLabel'),
        description: part('fieldHint'),
        error: part('fieldError'),
        required: part('fieldRequired'),
      },
    } satisfies ExtendComponent<InputWrapperFactory>,
    TextInput: { defaultProps: { size: 'xs' } } satisfies ExtendComponent<TextInputFactory>,
    PasswordInput: { defaultProps: { size: 'xs' } } satisfies ExtendComponent<PasswordInputFactory>,
    NumberInput: { defaultProps: { size: 'xs' } } satisfies ExtendComponent<NumberInputFactory>,
    Textarea: { defaultProps: { size: 'xs' } } satisfies ExtendComponent<TextareaFactory>,
    TagsInput: { defaultProps: { size: 'xs' } } satisfies ExtendComponent<TagsInputFactory>,
    Select: {
      defaultProps: {
        size: 'xs',
        allowDeselect: false,
        checkIconPosition: 'right',
        comboboxProps: { shadow: 'md' },
      },
      classNames: { dropdown: part('overlay'), option: part('option') },
    } satisfies ExtendComponent<SelectFactory>,
    SegmentedControl: {
      defaultProps: { size: 'xs', transitionDuration: 140 },
      classNames: {
        root: part('segments'),
        label: part('segment'),
        indicator: part('segmentIndicator'),
        control: part('segmentControl'),
      },
    } satisfies ExtendComponent<SegmentedControlFactory>,
    Checkbox: {
      defaultProps: { size: 'xs', radius: 3 },
      classNames: { input: part('box'), label: part('boxLabel'), description: part('boxHint') },
    } satisfies ExtendComponent<CheckboxFactory>,
    Switch: {
      defaultProps: { size: 'xs', withThumbIndicator: false },
      classNames: { track: part('switchTrack'), label: part('boxLabel'), description: part('boxHint') },
    } satisfies ExtendComponent<SwitchFactory>,
    Tabs: {
      classNames: { list: part('tabList'), tab: part('tab'), panel: part('tabPanel') },
    } satisfies ExtendComponent<TabsFactory>,
    Tooltip: {
      defaultProps: { openDelay: 400, withArrow: false, radius: 'sm', transitionProps: { duration: 90 } },
      classNames: { tooltip: part('tooltip') },
    } satisfies ExtendComponent<TooltipFactory>,
    Menu: {
      // Without the placeholder the first entry takes the focus; a placeholder is no entry that a menu may hold (ARIA).
      // In place of the trap stands `menu-focus.ts`.
      defaultProps: {
        ...overlay,
        transitionProps: { duration: 140 },
        withInitialFocusPlaceholder: false,
        trapFocus: false,
      },
      classNames: {
        dropdown: part('overlay'),
        item: part('menuItem'),
        label: part('menuLabel'),
        divider: part('divider'),
      },
    } satisfies ExtendComponent<MenuFactory>,
    MenuDropdown: { defaultProps: { ref: takeFocus, onKeyDown: holdTab } },
    Popover: {
      defaultProps: overlay,
      classNames: { dropdown: part('overlay') },
    } satisfies ExtendComponent<PopoverFactory>,
    Modal: {
      defaultProps: {
        radius: 'lg',
        shadow: 'md',
        centered: true,
        transitionProps: { duration: 140 },
        overlayProps: { backgroundOpacity: 0.35 },
        closeButtonProps: { size: 28, iconSize: 16, 'aria-label': 'Close' },
      },
      classNames: {
        content: part('dialog'),
        header: part('dialogHeader'),
        title: part('dialogTitle'),
        body: part('dialogBody'),
      },
    } satisfies ExtendComponent<ModalFactory>,
    Notification: {
      defaultProps: { radius: 'md', withBorder: false, closeButtonProps: { 'aria-label': 'Close' } },
      classNames: { root: part('notification'), title: part('notificationTitle') },
    } satisfies ExtendComponent<NotificationFactory>,
    Kbd: { classNames: { root: part('key') } } satisfies ExtendComponent<KbdFactory>,
  },
})

import type { CSSVariablesResolver } from '@mantine/core'

/** Mantine's names for what the tokens already say. The tokens change with the theme, so one map serves both. */
const fromTokens: Readonly<Record<string, string>> = {
  '--mantine-color-body': 'var(--s-main)',
  '--mantine-color-text': 'var(--t-1)',
  '--mantine-color-bright': 'var(--t-1)',
  '--mantine-color-dimmed': 'var(--t-2)',
  '--mantine-color-placeholder': 'var(--t-3)',
  '--mantine-color-anchor': 'var(--a-text)',
  '--mantine-color-error': 'var(--broken-t)',
  '--mantine-color-success': 'var(--works-t)',
  '--mantine-color-default': 'var(--s-raised)',
  '--mantine-color-default-hover': 'var(--s-hover)',
  '--mantine-color-default-color': 'var(--t-1)',
  '--mantine-color-default-border': 'var(--l-2)',
  '--mantine-color-disabled': 'var(--s-hover)',
  '--mantine-color-disabled-color': 'var(--t-3)',
  '--mantine-color-disabled-border': 'transparent',
  '--mantine-primary-color-contrast': 'var(--t-on-accent)',
  '--mantine-primary-color-filled': 'var(--a-solid)',
  '--mantine-primary-color-filled-hover': 'var(--a-solid-hover)',
  '--mantine-primary-color-light': 'var(--a-tint)',
  '--mantine-primary-color-light-hover': 'var(--a-tint)',
  '--mantine-primary-color-light-color': 'var(--a-text)',
  '--mantine-color-accent-filled': 'var(--a-solid)',
  '--mantine-color-accent-filled-hover': 'var(--a-solid-hover)',
  '--mantine-color-accent-light': 'var(--a-tint)',
  '--mantine-color-accent-light-hover': 'var(--a-tint)',
  '--mantine-color-accent-light-color': 'var(--a-text)',
}

export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: { ...fromTokens },
  dark: { ...fromTokens },
})

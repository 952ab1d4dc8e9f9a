// @vitest-environment jsdom
import { render, screen } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { ErrorState } from './error-state.tsx'

const error = {
  code: 'api_key_refused',
  message: 'The API refused the key.',
  hint: 'Ask for a new API Key.',
} as const

describe('an error in the place of the content', () => {
  it('says what happened, what it means and what to do, in this order', () => {
    render(<ErrorState error={error} />)
    const said = screen.getByRole('alert').textContent
    const parts = [error.message, 'The token was accepted, the API Key was not.', error.hint]
    const places = parts.map(part => said.indexOf(part))
    expect(places).not.toContain(-1)
    expect(places).toEqual(places.toSorted((a, b) => a - b))
  })

  it('shows the evidence as text, whatever it holds', () => {
    render(<ErrorState error={{ ...error, detail: '<img src=x onerror=alert(1)>' }} />)
    expect(screen.getByText('<img src=x onerror=alert(1)>').tagName).toBe('PRE')
    expect(document.querySelector('img')).toBeNull()
  })
})

import { Button } from '@mantine/core'
import { Component, type ReactNode } from 'react'
import { ErrorState } from '../../ui/error-state/error-state.tsx'
import { errorData } from '../notice.ts'

interface Fault {
  readonly error: unknown
  readonly failed: boolean
}

/** Keeps a fault in one tab from taking the window with it. React offers this as a class only. */
export class FaultBarrier extends Component<{ readonly children: ReactNode }, Fault> {
  override state: Fault = { error: null, failed: false }

  static getDerivedStateFromError(error: unknown): Fault {
    return { error, failed: true }
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children
    return (
      <ErrorState error={errorData(this.state.error)}>
        <Button onClick={() => this.setState({ error: null, failed: false })}>Try again</Button>
      </ErrorState>
    )
  }
}

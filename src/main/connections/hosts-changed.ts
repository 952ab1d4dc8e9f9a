import { ExplorerError } from '../../shared/errors.ts'

/** Stored secrets are not sent to a host that they were not entered for. */
export const hostsChanged = () =>
  new ExplorerError('invalid_input', 'The addresses lead to another host. Enter both secrets again.', {
    hint: 'Stored secrets are sent only to the hosts that they were entered for.',
  })

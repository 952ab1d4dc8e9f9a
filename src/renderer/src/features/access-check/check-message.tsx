import { SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import type { CheckReport } from '../../../../shared/check.ts'
import { CopyButton } from '../../ui/copy-button.tsx'
import styles from './check-message.module.css'

/** A message about the outcome, ready to be sent. */
export function CheckMessage({ messages }: Pick<CheckReport, 'messages'>) {
  const [to, setTo] = useState<'forReseller' | 'forCustomer'>('forReseller')
  const text = messages[to]
  if (messages.forReseller === '' && messages.forCustomer === '') return null
  return (
    <section aria-label="Message to send" className={styles.message}>
      <div className={styles.bar}>
        <h2>{to === 'forReseller' ? 'Message for the reseller' : 'Message for the customer'}</h2>
        <CopyButton text={text} label="Copy message" withText variant="default" />
      </div>
      <SegmentedControl
        fullWidth
        aria-label="Who gets the message"
        data={[
          { value: 'forReseller', label: 'Reseller' },
          { value: 'forCustomer', label: 'Customer' },
        ]}
        value={to}
        onChange={setTo}
      />
      <p className={styles.text}>{text}</p>
    </section>
  )
}

import { IconArrowRight, IconLink, IconShield } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { type ReactNode, useId } from 'react'
import { runCommand } from '../../app/commands/command-bus.ts'
import { exploreDemo } from '../../app/connection-actions.ts'
import { errorData } from '../../app/notice.ts'
import { classNames } from '../../ui/class-names.ts'
import { InlineError } from '../../ui/error-state/error-state.tsx'
import { KeyHint } from '../../ui/key-hint.tsx'
import { SecretSlab } from '../../ui/secret-slab.tsx'
import { VerdictShape } from '../../ui/verdict/verdict-shape.tsx'
import { DemoPicture } from './demo-picture.tsx'
import { GraduatedScale } from './graduated-scale.tsx'
import styles from './welcome.module.css'

const icon = { size: 16, 'aria-hidden': true } as const

/** What the app is for, and the two ways in. */
export function WelcomeView() {
  const demo = useMutation({ mutationFn: exploreDemo })
  return (
    <section aria-label="Welcome" className={styles.page}>
      <GraduatedScale />
      <h1>Weightron Explorer</h1>
      <p className={styles.purpose}>
        See what a set of credentials reaches: applications, collections, documents. Then take a working
        request with you.
      </p>
      <div className={styles.choices}>
        <Choice
          title="Add a connection"
          primary
          picture={<CredentialPicture />}
          onChoose={() => runCommand('new-connection')}
        >
          Client ID, Client Secret and API Key from your reseller. Checked live before anything is saved.
        </Choice>
        <Choice
          title="Explore the demo cloud"
          picture={<DemoPicture />}
          busy={demo.isPending}
          onChoose={() => demo.mutate()}
        >
          {demo.isPending
            ? 'Starting the demo cloud on this machine.'
            : 'A simulated Weightron.Cloud on this machine with made-up data. One click, no credentials, works offline.'}
        </Choice>
      </div>
      {demo.error !== null && (
        <div className={styles.failed}>
          <InlineError error={errorData(demo.error)} />
        </div>
      )}
      <p className={styles.paste}>
        Or paste anywhere: a <code>.env</code> block, a curl token request, a Postman environment or JSON.{' '}
        <KeyHint keys="Mod+V" />
      </p>
      <ul className={styles.promises}>
        <li>
          <IconShield {...icon} />
          Secrets go to the system keychain and are never shown again.
        </li>
        <li>
          <IconLink {...icon} />
          The app calls the token host and the API host of a connection, nothing else.
        </li>
      </ul>
    </section>
  )
}

interface ChoiceProps {
  readonly title: string
  readonly picture: ReactNode
  readonly children: ReactNode
  readonly onChoose: () => void
  readonly primary?: boolean
  readonly busy?: boolean
}

function Choice({ title, picture, children, onChoose, primary = false, busy = false }: ChoiceProps) {
  const textId = useId()
  return (
    <div className={classNames(styles.choice, primary && styles.primary)}>
      <div aria-hidden className={styles.picture}>
        {picture}
      </div>
      <button
        type="button"
        aria-describedby={textId}
        aria-busy={busy}
        disabled={busy}
        className={styles.choiceTitle}
        onClick={onChoose}
      >
        {title}
        {busy ? <VerdictShape tone="checking" size={14} /> : <IconArrowRight {...icon} />}
      </button>
      <p id={textId} className={styles.choiceText}>
        {children}
      </p>
    </div>
  )
}

/** What a reseller sends, with the secrets covered. */
function CredentialPicture() {
  return (
    <span data-mono className={styles.credentials}>
      <span>
        CLIENT_ID=<i>hollowmere-site-ops</i>
      </span>
      <span>
        CLIENT_SECRET=
        <SecretSlab>
          <span className={styles.long} />
        </SecretSlab>
      </span>
      <span>
        API_KEY=
        <SecretSlab>
          <span className={styles.shorter} />
        </SecretSlab>
      </span>
    </span>
  )
}

import { Button } from '@mantine/core'
import { IconCode } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'

const TypesDialog = lazy(async () => ({ default: (await import('./types-dialog.tsx')).TypesDialog }))

interface TypesButtonProps {
  readonly datasetId: string
  readonly name: string
}

/** Opens the types of a dataset's documents. */
export function TypesButton({ datasetId, name }: TypesButtonProps) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button
        variant="subtle"
        color="gray"
        leftSection={<IconCode size={14} aria-hidden />}
        onClick={() => setOpen(true)}
      >
        Types
      </Button>
      {open && (
        <Suspense>
          <TypesDialog datasetId={datasetId} name={name} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}

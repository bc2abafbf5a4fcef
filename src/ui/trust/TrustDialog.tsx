import { Loader, Modal } from '@mantine/core'
import { lazy, Suspense } from 'react'
import { useCloseDialog, useDialog } from '../dialogs/dialog.ts'
import { useWords } from '../words.ts'

const Trust = lazy(async () => ({ default: (await import('./Trust.tsx')).Trust }))

/** What is proved about the figures, how, and what is not modeled. */
export function TrustDialog() {
  const words = useWords()
  const dialog = useDialog('trust')
  const close = useCloseDialog()
  return (
    <Modal
      opened={dialog !== null}
      onClose={close}
      title={words('trust.title')}
      size={760}
      closeButtonProps={{ 'aria-label': words('dialogs.close') }}
    >
      {dialog !== null && (
        <Suspense fallback={<Loader size="sm" />}>
          <Trust />
        </Suspense>
      )}
    </Modal>
  )
}

import { Loader, Modal } from '@mantine/core'
import { lazy, Suspense } from 'react'
import { useCloseDialog, useDialog } from '../dialogs/dialog.ts'
import { useWords } from '../words.ts'

const Measured = lazy(async () => ({ default: (await import('./Measured.tsx')).Measured }))

/** Measures the open design; closed, it goes on measuring, and opened again it shows how far it is. */
export function MeasuredDialog() {
  const words = useWords()
  const dialog = useDialog('measured')
  const close = useCloseDialog()
  return (
    <Modal
      opened={dialog !== null}
      onClose={close}
      title={words('measured.title')}
      size={720}
      closeButtonProps={{ 'aria-label': words('dialogs.close') }}
    >
      {dialog !== null && (
        <Suspense fallback={<Loader size="sm" />}>
          <Measured />
        </Suspense>
      )}
    </Modal>
  )
}

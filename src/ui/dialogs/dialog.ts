/** The dialog that is open, if it is of a type. */
import type { Dialog } from '../../state/view.ts'
import { useView } from '../stores.ts'

type DialogOf<T extends Dialog['type']> = Extract<Dialog, { type: T }>

export function useDialog<T extends Dialog['type']>(type: T): DialogOf<T> | null {
  return useView(({ dialog }) => (dialog?.type === type ? (dialog as DialogOf<T>) : null))
}

export function useCloseDialog(): () => void {
  const show = useView((state) => state.show)
  return () => show(null)
}

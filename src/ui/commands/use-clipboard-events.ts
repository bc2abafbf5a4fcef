/** Copy, cut and paste by the browser's own events, which need no permission. */
import { useEffect } from 'react'
import { useStores } from '../stores.ts'

const TYPING = 'input, textarea, select, [contenteditable="true"]'

export function useClipboardEvents(): void {
  const { editor } = useStores()
  useEffect(() => {
    const isForCanvas = (event: ClipboardEvent) => {
      const target = event.target instanceof Element ? event.target : document.body
      const isTextSelected = (document.getSelection()?.toString() ?? '') !== ''
      const isBusy = target.closest(TYPING) !== null || document.querySelector('[role="dialog"]') !== null
      return !isBusy && (event.type === 'paste' || !isTextSelected)
    }
    const write = (event: ClipboardEvent, text: string | undefined) => {
      if (text === undefined) return
      event.clipboardData?.setData('text/plain', text)
      event.preventDefault()
    }
    const copy = (event: ClipboardEvent) => isForCanvas(event) && write(event, editor.clipboard.take())
    const cut = (event: ClipboardEvent) => isForCanvas(event) && write(event, editor.clipboard.cut())
    const paste = (event: ClipboardEvent) => {
      if (!isForCanvas(event)) return
      event.preventDefault()
      const file = event.clipboardData?.files[0]
      if (file !== undefined) void editor.files.openFile(file)
      else void editor.clipboard.pasteText(event.clipboardData?.getData('text/plain') ?? '')
    }
    document.addEventListener('copy', copy)
    document.addEventListener('cut', cut)
    document.addEventListener('paste', paste)
    return () => {
      document.removeEventListener('copy', copy)
      document.removeEventListener('cut', cut)
      document.removeEventListener('paste', paste)
    }
  }, [editor])
}

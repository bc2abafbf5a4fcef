import { Text } from '@mantine/core'
import { FileDown } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useStores } from '../stores.ts'
import { useWords } from '../words.ts'

/** A file dropped anywhere on the page is opened. */
export function FileDrop() {
  const words = useWords()
  const { editor } = useStores()
  const [isOver, setOver] = useState(false)
  useEffect(() => {
    const hasFile = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false
    const over = (event: DragEvent) => {
      if (!hasFile(event)) return
      event.preventDefault()
      setOver(true)
    }
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false)
    }
    const drop = (event: DragEvent) => {
      if (!hasFile(event)) return
      event.preventDefault()
      setOver(false)
      const file = event.dataTransfer?.files[0]
      if (file !== undefined) void editor.files.openFile(file)
    }
    const listeners = [
      ['dragover', over],
      ['dragleave', leave],
      ['drop', drop],
    ] as const
    for (const [type, listener] of listeners) window.addEventListener(type, listener)
    return () => {
      for (const [type, listener] of listeners) window.removeEventListener(type, listener)
    }
  }, [editor])
  if (!isOver) return null
  return (
    <div className="mr-file-drop">
      <FileDown size={40} strokeWidth={1.25} aria-hidden />
      <Text fw={600}>{words('canvas.dropHint')}</Text>
    </div>
  )
}

import { Text } from '@mantine/core'
import { FileDown } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { Component } from '../../architecture/architecture.ts'
import { setDropTarget } from '../canvas/drop-target.ts'
import { isRecording } from '../editor/recording.ts'
import { useStores } from '../stores.ts'
import { useWords } from '../words.ts'

/** What a file that is let go now would be for: a design to open, or the recording of a client. */
type Aim = { readonly client?: Component }

/** A file dropped anywhere on the page is opened; on a client it is replayed. */
export function FileDrop() {
  const words = useWords()
  const { editor, document } = useStores()
  const [aim, setAim] = useState<Aim | null>(null)
  useEffect(() => {
    const hasFile = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false
    const aimOf = (event: DragEvent): Aim => {
      const id = nodeUnder(event)
      const client = document
        .getState()
        .architecture.components.find((each) => each.id === id && each.kind === 'client')
      return client === undefined ? {} : { client }
    }
    const show = (next: Aim | null) => {
      setAim((before) => (before?.client === next?.client && (before === null) === (next === null) ? before : next))
      setDropTarget(next?.client === undefined ? null : { component: next.client.id })
    }
    const over = (event: DragEvent) => {
      if (!hasFile(event)) return
      event.preventDefault()
      show(aimOf(event))
    }
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) show(null)
    }
    const drop = (event: DragEvent) => {
      if (!hasFile(event)) return
      event.preventDefault()
      const { client } = aimOf(event)
      show(null)
      const file = event.dataTransfer?.files[0]
      if (file === undefined) return
      if (client !== undefined && isRecording(file.name)) void editor.openRecording(client.id, file)
      else void editor.files.openFile(file)
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
  }, [editor, document])
  if (aim === null) return null
  return (
    <div className="mr-file-drop">
      <div className="mr-file-drop-hint">
        <FileDown size={32} strokeWidth={1.25} aria-hidden />
        <Text fw={600}>
          {aim.client === undefined ? words('canvas.dropHint') : words('canvas.dropTrace', { name: aim.client.name })}
        </Text>
      </div>
    </div>
  )
}

/** The component on the canvas that the pointer is over. */
function nodeUnder({ target }: DragEvent): string | undefined {
  return target instanceof Element
    ? (target.closest('.react-flow__node')?.getAttribute('data-id') ?? undefined)
    : undefined
}

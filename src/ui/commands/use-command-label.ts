/** The name of a command; undo and redo say what they would take back or bring again. */
import { useCallback } from 'react'
import type { Command, Scene } from './command.ts'
import { useWords } from '../words.ts'

export function useCommandLabel(): (command: Command, scene: Scene) => string {
  const words = useWords()
  return useCallback(
    (command, { editor }) => {
      const { undo, redo } = editor.labels()
      if (command.id === 'undo' && undo !== undefined) return words('bar.undoWhat', { what: editor.label(undo) })
      if (command.id === 'redo' && redo !== undefined) return words('bar.redoWhat', { what: editor.label(redo) })
      return words(command.label)
    },
    [words],
  )
}

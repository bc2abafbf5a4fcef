/** Listens for the keys of the commands, wherever nobody is typing. */
import { useEffect } from 'react'
import { moveComponents } from '../../architecture/edits.ts'
import { componentOf } from '../../architecture/lookup.ts'
import { GRID } from '../canvas/geometry.ts'
import type { Scene } from './command.ts'
import { commands, isEnabled } from './commands.ts'
import { outermost } from '../editor/grouping.ts'
import { arrowOf, isBare, isPress } from './keys.ts'
import { sceneNow } from './scene.ts'
import { useStores } from '../stores.ts'

/** Places that have keys of their own. */
const TYPING = 'input, textarea, select, [contenteditable="true"], .nokey'
const BUSY = '[role="dialog"], [role="menu"], [role="listbox"], [role="slider"], [role="tablist"], [role="separator"]'
const PRESSED_BY_SPACE =
  'button, a, summary, [role="button"], [role="tab"], [role="switch"], .react-flow__node, .react-flow__edge'

/** With Shift an arrow key moves this many steps. */
const FAR = 5

export function useHotkeys(): void {
  const stores = useStores()
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const target = event.target instanceof Element ? event.target : document.body
      if (event.defaultPrevented || event.isComposing || target.closest(TYPING) !== null) return
      if (target.closest(BUSY) !== null || document.querySelector('[role="dialog"]') !== null) return
      const scene = sceneNow(stores)
      if (nudge(event, scene)) return event.preventDefault()
      const command = commands.find((each) => each.keys?.some((keys) => isPress(event, keys) && isFree(keys, target)))
      if (command === undefined || command.isHeardElsewhere || !isEnabled(command, scene)) return
      event.preventDefault()
      command.run(scene)
    }
    // Presses of arrow keys are one step of history until something else is done.
    const onPointerDown = () => stores.document.getState().endGesture()
    document.addEventListener('keydown', onKeyDown)
    document.addEventListener('pointerdown', onPointerDown, true)
    return () => {
      document.removeEventListener('keydown', onKeyDown)
      document.removeEventListener('pointerdown', onPointerDown, true)
    }
  }, [stores])
}

/** Single keys are commands of the canvas: they work there, and where nothing has the focus. */
function isFree(keys: string, target: Element): boolean {
  if (keys === 'Space') return target.closest(PRESSED_BY_SPACE) === null
  if (!isBare(keys) || keys === 'Escape' || keys === '?') return true
  return target === document.body || target.closest('.mr-canvas') !== null
}

/** Arrow keys move the selection when the canvas library has not done so for a focused component. */
function nudge(event: KeyboardEvent, { editor, architecture, view }: Scene): boolean {
  const arrow = arrowOf(event)
  const ids = outermost(architecture, view.selection.components)
  if (arrow === undefined || ids.length === 0) return false
  const step = (view.snap ? GRID : 2) * (event.shiftKey ? FAR : 1)
  const moves = ids.map((id) => {
    const { x, y } = componentOf(architecture, id).position
    return { id, position: { x: x + arrow.x * step, y: y + arrow.y * step } }
  })
  if (moveComponents(architecture, moves) === architecture) return false
  editor.nudge(moves)
  return true
}

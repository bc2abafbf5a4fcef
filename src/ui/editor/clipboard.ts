/** Copy and paste, through the clipboard as text where the page may use it, so designs travel between windows. */
import type { Architecture } from '../../architecture/architecture.ts'
import { type Fragment, copy, paste } from '../../architecture/fragment.ts'
import { editLabel } from '../../state/document.ts'
import { looksLikeDesign } from '../../state/texts.ts'
import {
  around,
  centerOf,
  leafRects,
  overlaps,
  pasteRects,
  type Point,
  type Rect,
  snapped,
} from '../canvas/geometry.ts'
import { copyOffset } from '../canvas/placement.ts'
import type { CanvasPort, EditorPorts } from './ports.ts'

/** What the clipboard needs of the rest of the editor. */
interface Neighbors {
  readonly canvas: () => CanvasPort | undefined
  readonly remove: (code: 'cut') => void
  readonly openText: (name: string, text: string, isAsked: boolean) => Promise<void>
}

export function createClipboard(ports: EditorPorts, neighbors: Neighbors) {
  const { document, view, texts, page, tell, say } = ports
  const pasteText = createPaste(ports, neighbors)
  /** What was copied last, for pages that may not read the clipboard. */
  let last: string | undefined

  /** The selected components as text, or undefined when none is selected. */
  const take = (): string | undefined => {
    const ids = view.getState().selection.components
    if (ids.length === 0) return undefined
    last = texts.fromFragment(copy(document.getState().architecture, ids))
    return last
  }

  return {
    take,
    pasteText,

    cut(): string | undefined {
      const text = take()
      if (text !== undefined) neighbors.remove('cut')
      return text
    },

    /** By a menu, where the browser has to be asked. */
    async copyByMenu(isCut: boolean): Promise<void> {
      const text = take()
      if (text === undefined) return
      if (isCut) neighbors.remove('cut')
      await page.writeClipboard(text).catch(() => undefined)
    },

    async pasteByMenu(at?: Point): Promise<void> {
      const text = await page.readClipboard().catch(() => last)
      if (text !== undefined) return pasteText(text, at)
      tell({ tone: 'plain', title: say('notices.clipboardClosed'), text: say('notices.clipboardClosedHint') })
    },
  }
}

function createPaste({ document, view, texts, tell, say }: EditorPorts, { canvas, openText }: Neighbors) {
  const present = () => document.getState().architecture

  const place = (fragment: Fragment, at: Point | undefined) => {
    const offset = offsetFor(present(), fragment, at, canvas()?.visible())
    const pasted = paste(present(), fragment, offset)
    const label = editLabel('paste', {
      count: fragment.components.length,
      name: fragment.components[0]?.name ?? '',
    })
    document.getState().edit(label, () => pasted.architecture)
    view.getState().select({ components: pasted.ids, connections: [] })
  }

  return async (text: string, at?: Point): Promise<void> => {
    const fragment = texts.toFragment(text)
    if (fragment?.ok === true) return place(fragment.value, at)
    if (fragment?.ok === false) {
      return view.getState().show({ type: 'refused', name: say('commands.paste'), problems: fragment.error })
    }
    if (looksLikeDesign(text)) return openText(say('commands.paste'), text, true)
    tell({ tone: 'plain', title: say('notices.notPasted'), text: say('notices.notPastedHint') })
  }
}

/** To the pointer; else beside the original, or into the middle of what is visible when that is elsewhere. */
function offsetFor(present: Architecture, fragment: Fragment, at: Point | undefined, visible: Rect | undefined): Point {
  const rects = pasteRects(fragment)
  const box = around(rects)
  if (box === undefined) return { x: 0, y: 0 }
  const isInView = visible === undefined || overlaps(box, visible, 0)
  if (at === undefined && isInView) return copyOffset(rects, leafRects(present))
  const middle = at ?? centerOf(visible ?? box)
  const center = centerOf(box)
  return snapped({ x: middle.x - center.x, y: middle.y - center.y })
}

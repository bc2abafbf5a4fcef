/** Copy and paste, through the clipboard as text where the page may use it, so designs travel between windows. */
import { type Fragment, copy, paste } from '../../architecture/fragment.ts'
import { editLabel } from '../../state/document.ts'
import { looksLikeDesign } from '../../state/texts.ts'
import { around, centerOf, leafRects, overlaps, pasteRects, type Point, snapped } from '../canvas/geometry.ts'
import { copyOffset } from '../canvas/placement.ts'
import type { CanvasPort, EditorPorts } from './ports.ts'

export function createClipboard(
  { document, view, texts, page, tell, say }: EditorPorts,
  {
    canvas,
    remove,
    openText,
  }: {
    canvas: () => CanvasPort | undefined
    remove: (code: 'cut') => void
    openText: (name: string, text: string, isAsked: boolean) => Promise<void>
  },
) {
  const present = () => document.getState().architecture
  /** What was copied last, for pages that may not read the clipboard. */
  let last: string | undefined

  /** The selected components as text, or undefined when none is selected. */
  const take = (): string | undefined => {
    const ids = view.getState().selection.components
    if (ids.length === 0) return undefined
    last = texts.fromFragment(copy(present(), ids))
    return last
  }

  const place = (fragment: Fragment, at: Point | undefined) => {
    const pasted = paste(present(), fragment, offsetFor(fragment, at))
    const { length } = fragment.components
    document
      .getState()
      .edit(editLabel('paste', { count: length, name: fragment.components[0]?.name ?? '' }), () => pasted.architecture)
    view.getState().select({ components: pasted.ids, connections: [] })
  }

  /** To the pointer; else a little beside the original, or into the middle of what is visible. */
  const offsetFor = (fragment: Fragment, at: Point | undefined): Point => {
    const rects = pasteRects(fragment)
    const box = around(rects)
    if (box === undefined) return { x: 0, y: 0 }
    const visible = canvas()?.visible()
    const isInView = visible === undefined || overlaps(box, visible, 0)
    if (at === undefined && isInView) return copyOffset(rects, leafRects(present()))
    const middle = at ?? centerOf(visible ?? box)
    const center = centerOf(box)
    return snapped({ x: middle.x - center.x, y: middle.y - center.y })
  }

  const nothing = () => tell({ tone: 'plain', title: say('notices.notPasted'), text: say('notices.notPastedHint') })

  const pasteText = async (text: string, at?: Point) => {
    const fragment = texts.toFragment(text)
    if (fragment?.ok === true) return place(fragment.value, at)
    if (fragment?.ok === false) {
      return view.getState().show({ type: 'refused', name: say('commands.paste'), problems: fragment.error })
    }
    if (looksLikeDesign(text)) return openText(say('commands.paste'), text, true)
    nothing()
  }

  return {
    take,
    pasteText,

    cut(): string | undefined {
      const text = take()
      if (text !== undefined) remove('cut')
      return text
    },

    /** By a menu, where the browser has to be asked. */
    async copyByMenu(isCut: boolean): Promise<void> {
      const text = take()
      if (text === undefined) return
      if (isCut) remove('cut')
      await page.writeClipboard(text).catch(() => undefined)
    },

    async pasteByMenu(at?: Point): Promise<void> {
      const text = await page.readClipboard().catch(() => last)
      if (text === undefined) {
        tell({ tone: 'plain', title: say('notices.clipboardClosed'), text: say('notices.clipboardClosedHint') })
      } else {
        await pasteText(text, at)
      }
    },
  }
}

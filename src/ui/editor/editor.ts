/** The editor: everything a person can do to the document, free of views, so that menus, keys and tests share it. */
import type { ComponentId, ConnectionId } from '../../architecture/architecture.ts'
import { historyLabels, type EditLabel } from '../../state/document.ts'
import { presentSelection } from '../../state/view.ts'
import type { Point } from '../canvas/geometry.ts'
import type { WordKey } from '../words.ts'
import { createClipboard } from './clipboard.ts'
import { createEditing, createValueEditing } from './editing.ts'
import { createFiles } from './files.ts'
import { createGrouping } from './grouping.ts'
import { createLinking } from './linking.ts'
import type { CanvasPort, EditorPorts } from './ports.ts'
import { createRecording } from './recording.ts'

export type Editor = ReturnType<typeof createEditor>

export function createEditor(ports: EditorPorts) {
  const { document, view, page, say, tell } = ports
  let canvas: CanvasPort | undefined

  const editing = createEditing(ports)
  const linking = createLinking(ports)
  const grouping = createGrouping(ports)
  const files = createFiles(ports, () => canvas?.fit())
  const clipboard = createClipboard(ports, {
    canvas: () => canvas,
    remove: editing.remove,
    openText: files.openText,
  })

  // Whatever an edit or an undo removes cannot stay selected.
  document.subscribe((state) => view.getState().select(presentSelection(view.getState().selection, state.architecture)))

  return {
    ...editing,
    ...createValueEditing(ports),
    ...createRecording(ports),
    ...linking,
    ...grouping,
    files,
    clipboard,
    examples: ports.examples,
    texts: ports.texts,
    page,

    canvas: () => canvas,
    attach(port: CanvasPort | undefined): void {
      canvas = port
    },

    /** Adds a component where a person pointed, or into the middle of what is visible; perhaps onto a connection. */
    place(kind: string, at?: { readonly middle: Point; readonly connection?: ConnectionId }): ComponentId {
      const visible = canvas?.visible()
      const id = editing.add(kind, at ?? (visible === undefined ? {} : { visible }))
      if (at?.connection !== undefined) linking.insert(at.connection, id)
      return id
    },

    arrange(): void {
      grouping.arrange()
      canvas?.fit()
    },

    undo: document.getState().undo,
    redo: document.getState().redo,
    labels: () => historyLabels(document),
    /** An edit in words: "move 3". */
    label: (label: EditLabel) => say(`labels.${label.code}` as WordKey, label.params),

    /** A picture of the whole drawing, as a file. */
    async savePicture(format: 'png' | 'svg', name: string): Promise<void> {
      try {
        const url = await canvas?.picture(format)
        if (url === undefined) return
        page.download(`${name}.${format}`, url)
        tell({ tone: 'good', title: say('notices.saved', { file: `${name}.${format}` }) })
      } catch {
        tell({ tone: 'trouble', title: say('notices.pictureFailed'), text: say('notices.pictureFailedHint') })
      }
    },

    toggleScheme: () => page.toggleScheme(),
  }
}

/** What a command is, and what commands ask of the scene. */
import type { LucideIcon } from 'lucide-react'
import type { Architecture } from '../../architecture/architecture.ts'
import type { Selection, ViewState } from '../../state/view.ts'
import type { Point } from '../canvas/geometry.ts'
import type { Editor } from '../editor/editor.ts'
import type { Stores } from '../stores.ts'
import type { WordKey } from '../words.ts'

/** What commands look at and act upon. */
export interface Scene {
  readonly editor: Editor
  readonly architecture: Architecture
  readonly view: ViewState
  readonly stores: Stores
  /** Where a context menu was opened, in canvas units. */
  readonly at?: Point
}

export type Group = 'file' | 'edit' | 'arrange' | 'view' | 'run'
export type MenuName = 'file' | 'edit' | 'view' | 'selection' | 'pane'

export interface Command {
  readonly id: string
  readonly label: WordKey
  readonly group: Group
  readonly icon: LucideIcon
  /** Alternatives, the first is shown: `mod+Z`. */
  readonly keys?: readonly string[]
  /** The keys are heard as the browser's clipboard events. */
  readonly isHeardElsewhere?: true
  readonly menus: readonly MenuName[]
  readonly isEnabled?: (scene: Scene) => boolean
  /** Of a command that switches something. */
  readonly isOn?: (scene: Scene) => boolean
  readonly run: (scene: Scene) => void
}

export const selectionOf = ({ view }: Scene): Selection => view.selection
export const hasComponents = (scene: Scene) => selectionOf(scene).components.length > 0
export const hasSelection = (scene: Scene) => hasComponents(scene) || selectionOf(scene).connections.length > 0
export const hasAnything = ({ architecture }: Scene) => architecture.components.length > 0
export const only = (scene: Scene) =>
  selectionOf(scene).components.length === 1 ? selectionOf(scene).components[0] : undefined
export const onlyConnection = (scene: Scene) => {
  const { components, connections } = selectionOf(scene)
  return components.length === 0 && connections.length === 1 ? connections[0] : undefined
}

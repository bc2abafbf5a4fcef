/** What the page shows besides the document: selection, open dialogs, folded panes, language. It has no undo. */
import { createStore } from 'zustand/vanilla'
import type { Architecture, ComponentId, ConnectionId } from '../architecture/architecture.ts'
import type { Problem } from '../base/problem.ts'
import type { TraceReading } from '../formats/trace/trace.ts'

export interface Selection {
  readonly components: readonly ComponentId[]
  readonly connections: readonly ConnectionId[]
}

export const NOTHING: Selection = { components: [], connections: [] }

export type Language = 'en' | 'ko'

/** A dialog that is open, with what it is about. */
export type Dialog =
  | { readonly type: 'export' }
  | { readonly type: 'designs' }
  | { readonly type: 'shortcuts' }
  | { readonly type: 'measured' }
  | { readonly type: 'trust' }
  /** Choose what to connect a component to. */
  | { readonly type: 'connect'; readonly from: ComponentId }
  /** A text from outside could not become a design. */
  | { readonly type: 'refused'; readonly name: string; readonly problems: readonly Problem[] }
  /** A design has been read from outside; it replaces the open one, or is placed beside it. */
  | {
      readonly type: 'import'
      readonly name: string
      readonly architecture: Architecture
      readonly notes: readonly Problem[]
    }
  /** Recorded requests have been read; a client is to send them. */
  | { readonly type: 'trace'; readonly client: ComponentId; readonly reading: TraceReading }

export type Pane = 'palette' | 'inspector' | 'readings'

/** What a visitor chose and finds again at the next visit. */
export interface Preferences {
  readonly language: Language
  readonly snap: boolean
  readonly minimap: boolean
  readonly folded: readonly Pane[]
}

/** Where a context menu is open, in pixels of the window. */
export interface OpenMenu {
  readonly x: number
  readonly y: number
  /** Where new things would be placed, in canvas units. */
  readonly at: { readonly x: number; readonly y: number }
  /** Of a connection that ended on the bare canvas: where it began, and whether it leaves there or arrives. */
  readonly wire?: { readonly id: ComponentId; readonly isLeaving: boolean }
}

export interface ViewState extends Preferences {
  readonly selection: Selection
  /** The component whose name is being edited on the canvas. */
  readonly renaming: ComponentId | null
  readonly dialog: Dialog | null
  /** On a phone the panes are sheets, and at most one is up. */
  readonly sheet: Pane | null
  readonly menu: OpenMenu | null
  /** Whether the browser keeps what is drawn. */
  readonly isKept: boolean
  select(this: void, selection: Selection): void
  selectComponent(this: void, id: ComponentId): void
  rename(this: void, id: ComponentId | null): void
  show(this: void, dialog: Dialog | null): void
  raise(this: void, sheet: Pane | null): void
  openMenu(this: void, menu: OpenMenu | null): void
  tellKept(this: void, isKept: boolean): void
  fold(this: void, pane: Pane, isFolded: boolean): void
  prefer(this: void, preferences: Partial<Preferences>): void
}

export function createViewStore(preferences: Preferences) {
  return createStore<ViewState>()((set) => ({
    ...preferences,
    selection: NOTHING,
    renaming: null,
    dialog: null,
    sheet: null,
    menu: null,
    isKept: true,
    select: (selection) => set((state) => (sameSelection(state.selection, selection) ? state : { selection })),
    selectComponent: (id) => set({ selection: { components: [id], connections: [] } }),
    rename: (renaming) => set({ renaming }),
    show: (dialog) => set({ dialog }),
    raise: (sheet) => set({ sheet }),
    openMenu: (menu) => set({ menu }),
    tellKept: (isKept) => set((state) => (state.isKept === isKept ? state : { isKept })),
    fold: (pane, isFolded) =>
      set((state) => {
        if (state.folded.includes(pane) === isFolded) return state
        return { folded: isFolded ? [...state.folded, pane] : state.folded.filter((other) => other !== pane) }
      }),
    prefer: (chosen) => set(chosen),
  }))
}

export type ViewStore = ReturnType<typeof createViewStore>

/** The part of the view that is remembered. */
export function preferencesOf(state: Preferences): Preferences {
  return { language: state.language, snap: state.snap, minimap: state.minimap, folded: state.folded }
}

/** A selection without what is no longer in the document; the same object when nothing is missing. */
export function presentSelection(selection: Selection, architecture: Architecture): Selection {
  const components = new Set(architecture.components.map((component) => component.id))
  const connections = new Set(architecture.connections.map((connection) => connection.id))
  const left = {
    components: selection.components.filter((id) => components.has(id)),
    connections: selection.connections.filter((id) => connections.has(id)),
  }
  return sameSelection(left, selection) ? selection : left
}

function sameSelection(a: Selection, b: Selection): boolean {
  return sameIds(a.components, b.components) && sameIds(a.connections, b.connections)
}

function sameIds(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((id, index) => id === b[index])
}

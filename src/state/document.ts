/**
 * The open document and its history. Only the document has undo: selection, panes and readings do not. An edit is a
 * pure function of the architecture with a label that says what an undo would take back.
 */
import { temporal } from 'zundo'
import { createStore } from 'zustand/vanilla'
import type { Architecture } from '../architecture/architecture.ts'

/** What an edit did, as a code with parameters that `i18n/` turns into words: "move 3". */
export interface EditLabel {
  readonly code: string
  readonly params: Readonly<Record<string, string | number>>
}

/** The part of the state that history keeps. */
export interface DocumentMoment {
  readonly architecture: Architecture
  /** The edit that led here. */
  readonly label: EditLabel
}

export interface DocumentState extends DocumentMoment {
  /** Names the design in the list of saved ones; another design that is opened brings its own. */
  readonly designId: string
  /** Which way the last step went: an undo takes back what the label before says. */
  readonly way: 'edit' | 'undo' | 'redo'
  /** Bumped when another design is opened, never by an edit: a run starts anew then. */
  readonly opened: number
  /**
   * Applies an edit. Edits of one `gesture` (a slider's drag, a key held down) make one step of history; the gesture
   * lasts until `endGesture` or any other edit.
   */
  edit(this: void, label: EditLabel, change: (architecture: Architecture) => Architecture, gesture?: string): void
  /** The same design in other words: no step of history. */
  translate(this: void, architecture: Architecture): void
  endGesture(this: void): void
  undo(this: void): void
  redo(this: void): void
  /** Replaces the document and forgets its history; what was open before stays among the saved designs. */
  open(this: void, architecture: Architecture, designId: string): void
}

/** Steps of history kept; a step is a reference to an architecture that shares most of its parts with the next. */
const HISTORY_LIMIT = 200

export function editLabel(code: string, params: EditLabel['params'] = {}): EditLabel {
  return { code, params }
}

export function createDocumentStore(architecture: Architecture, designId: string) {
  let gesture: string | undefined
  const store = createStore<DocumentState>()(
    temporal(
      (set, get) => ({
        architecture,
        label: editLabel('open'),
        designId,
        opened: 0,
        way: 'edit',
        edit: (label, change, name) => {
          if (name === undefined || name !== gesture) endGesture()
          const next = change(get().architecture)
          if (next === get().architecture) return
          set({ architecture: next, label, way: 'edit' })
          if (name === undefined || gesture !== undefined) return
          // The first edit of a gesture has recorded what was before; the others only move on.
          gesture = name
          history().pause()
        },
        endGesture: () => endGesture(),
        translate: (translated) => {
          endGesture()
          history().pause()
          set({ architecture: translated })
          history().resume()
        },
        undo: () => {
          endGesture()
          set({ way: 'undo' })
          history().undo()
        },
        redo: () => {
          endGesture()
          set({ way: 'redo' })
          history().redo()
        },
        open: (opened, id) => {
          endGesture()
          history().pause()
          set((state) => ({ architecture: opened, label: editLabel('open'), designId: id, opened: state.opened + 1 }))
          history().clear()
          history().resume()
        },
      }),
      {
        limit: HISTORY_LIMIT,
        partialize: (state): DocumentMoment => ({ architecture: state.architecture, label: state.label }),
        equality: (a, b) => a.architecture === b.architecture,
      },
    ),
  )
  const history = () => store.temporal.getState()
  const endGesture = () => {
    gesture = undefined
    history().resume()
  }
  return store
}

export type DocumentStore = ReturnType<typeof createDocumentStore>

/** What undo would take back and redo bring again; undefined when there is nothing. */
export interface HistoryLabels {
  readonly undo: EditLabel | undefined
  readonly redo: EditLabel | undefined
}

export function historyLabels(store: DocumentStore): HistoryLabels {
  const { pastStates, futureStates } = store.temporal.getState()
  return {
    undo: pastStates.length > 0 ? store.getState().label : undefined,
    redo: futureStates.at(-1)?.label,
  }
}

/** What a step that was just taken did: of an undo, the edit that it took back. */
export function stepOf(state: DocumentState, before: DocumentState): EditStep {
  return state.way === 'undo' ? { label: before.label, isUndone: true } : { label: state.label, isUndone: false }
}

/** An edit, or an edit taken back. */
export interface EditStep {
  readonly label: EditLabel
  readonly isUndone: boolean
}

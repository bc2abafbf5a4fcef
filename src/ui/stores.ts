/** How views reach the stores: through one context, subscribed to the least they show. */
import { createContext, useContext } from 'react'
import { useStore } from 'zustand'
import { present } from '../base/assert.ts'
import type { DocumentState, DocumentStore } from '../state/document.ts'
import type { MeasuredStore } from '../state/measured.ts'
import type { RunStore } from '../state/run.ts'
import type { Storage } from '../state/storage.ts'
import type { ViewState, ViewStore } from '../state/view.ts'
import type { Editor } from './editor/editor.ts'

export interface Stores {
  readonly document: DocumentStore
  readonly view: ViewStore
  readonly run: RunStore
  readonly measured: MeasuredStore
  readonly storage: Storage
  readonly editor: Editor
}

export const StoresContext = createContext<Stores | null>(null)

export function useStores(): Stores {
  return present(useContext(StoresContext), 'the context of stores')
}

export function useDocument<T>(selector: (state: DocumentState) => T): T {
  return useStore(useStores().document, selector)
}

export function useView<T>(selector: (state: ViewState) => T): T {
  return useStore(useStores().view, selector)
}

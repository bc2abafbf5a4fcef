/** The scene commands look at: for views that follow it, and for a moment's look when a key is pressed. */
import { useStore } from 'zustand'
import type { Scene } from './command.ts'
import { type Stores, useDocument, useStores, useView } from '../stores.ts'

export function sceneNow(stores: Stores): Scene {
  const { editor, document, view } = stores
  const menu = view.getState().menu
  return {
    editor,
    stores,
    architecture: document.getState().architecture,
    view: view.getState(),
    ...(menu === null ? {} : { at: menu.at }),
  }
}

/** Follows all that decides which commands can be run. */
export function useScene(): Scene {
  const stores = useStores()
  const architecture = useDocument((state) => state.architecture)
  const view = useView((state) => state)
  // Undo and redo change without the rest when the history is cut off.
  useStore(stores.document.temporal, (state) => state.pastStates.length + state.futureStates.length)
  return { editor: stores.editor, stores, architecture, view, ...(view.menu === null ? {} : { at: view.menu.at }) }
}

/** Macs spell their keys differently. */
export function isMac(): boolean {
  return /mac|iphone|ipad/i.test(navigator.platform)
}

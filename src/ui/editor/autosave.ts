/** Keeps the open design in the browser: soon after every edit, and at once when the page goes away. */
import type { DocumentStore } from '../../state/document.ts'
import type { Storage } from '../../state/storage.ts'
import { isWorthListing } from './files.ts'

const DELAY_MS = 600

export interface Autosave {
  /** Writes what has not been written yet, as the page goes away. */
  leave(): void
}

export function startAutosave(
  { document, storage }: { document: DocumentStore; storage: Storage },
  { later, told }: { later: (callback: () => void, ms: number) => void; told: (isKept: boolean) => void },
): Autosave {
  let written = document.getState().architecture
  /** What is known to have arrived: a write that is under way when the page goes away may never end. */
  let arrived = written
  let isWaiting = false

  const write = () => {
    isWaiting = false
    const state = document.getState()
    if (state.architecture === written) return
    written = state.architecture
    const kept = [storage.hold(state)]
    if (isWorthListing(state)) kept.push(storage.save(state.designId, state.architecture))
    Promise.all(kept).then(
      () => {
        arrived = state.architecture
        told(true)
      },
      () => told(false),
    )
  }

  document.subscribe((state) => {
    if (state.architecture === written || isWaiting) return
    isWaiting = true
    later(write, DELAY_MS)
  })
  return {
    leave: () => {
      if (document.getState().architecture === arrived) return
      storage.leave(document.getState())
      write()
    },
  }
}

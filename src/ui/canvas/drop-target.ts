/** What a drag would land on: a group that would hold it, a connection it would be inserted on. */
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { ComponentId, ConnectionId } from '../../architecture/architecture.ts'

export interface DropTarget {
  readonly component?: ComponentId
  readonly connection?: ConnectionId
}

const dropTarget = createStore<{ target: DropTarget | null }>()(() => ({ target: null }))

export function setDropTarget(target: DropTarget | null): void {
  const { target: before } = dropTarget.getState()
  if (before?.component !== target?.component || before?.connection !== target?.connection)
    dropTarget.setState({ target })
}

export function useDropTarget<T>(selector: (target: DropTarget | null) => T): T {
  return useStore(dropTarget, (state) => selector(state.target))
}

/** While a picture is taken, everything is drawn in full: also what is out of view, or too small to be read. */
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'

const portrait = createStore<{ isTaken: boolean }>()(() => ({ isTaken: false }))

export function useIsPortrait(): boolean {
  return useStore(portrait, (state) => state.isTaken)
}

/** Takes a picture once everything stands still for it. */
export async function inPortrait<T>(take: () => Promise<T>): Promise<T> {
  portrait.setState({ isTaken: true })
  try {
    // One frame to draw what was hidden, one to measure it, one to draw what follows from that.
    for (let frame = 0; frame < 3; frame++) await new Promise((resolve) => requestAnimationFrame(resolve))
    return await take()
  } finally {
    portrait.setState({ isTaken: false })
  }
}

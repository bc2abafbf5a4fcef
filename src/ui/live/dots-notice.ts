/** What the transport says about the dots; the canvas that draws them tells. */
import { createStore } from 'zustand/vanilla'

interface DotsNotice {
  /** Wall ms for a simulated ms of a hop; null while no dot has been drawn. */
  readonly factor: number | null
  /** Motion is reduced: counts stand instead of dots. */
  readonly isStill: boolean
}

export const dotsNotice = createStore<DotsNotice>(() => ({ factor: null, isStill: false }))

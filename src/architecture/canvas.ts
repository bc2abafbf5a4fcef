/** Places and sizes that a document may hold: finite, and within the canvas. */
import type { Component } from './architecture.ts'
import { POSITION_MAX, SIZE_MAX } from './limits.ts'

/** The nearest place on the canvas; what is no number is the origin. */
export function onCanvas({ x, y }: Component['position']): Component['position'] {
  return { x: between(-POSITION_MAX, x, POSITION_MAX), y: between(-POSITION_MAX, y, POSITION_MAX) }
}

/** The nearest size that a group may have. */
export function fittingSize({ width, height }: NonNullable<Component['size']>): NonNullable<Component['size']> {
  return { width: between(1, width, SIZE_MAX), height: between(1, height, SIZE_MAX) }
}

function between(min: number, value: number, max: number): number {
  // Adding zero takes the sign off a zero.
  return Number.isNaN(value) ? Math.max(min, 0) : Math.min(max, Math.max(min, value)) + 0
}

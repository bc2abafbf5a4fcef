/** Where a new component goes when nobody has said where: near a wanted place, on the grid, over nothing else. */
import type { Architecture } from '../../architecture/architecture.ts'
import { isGroup } from '../../architecture/lookup.ts'
import {
  around,
  COMPONENT_SIZE,
  GRID,
  overlaps,
  type Point,
  type Rect,
  rectsOf,
  type Size,
  snapped,
} from './geometry.ts'

/** Air between a component placed by us and its neighbors. */
const GAP = 24

/** How many copies further away a free place is looked for; beyond that overlapping is accepted. */
const COPIES = 8

/** Rings searched around the wanted place; beyond them overlapping is accepted. */
const RINGS = 24

/**
 * The free place nearest to one whose middle is `middle`. A component may stand inside of a group, so it keeps clear of
 * components only; a group keeps clear of everything.
 */
export function freePlace(architecture: Architecture, middle: Point, size: Size = COMPONENT_SIZE): Point {
  const isForGroup = size !== COMPONENT_SIZE
  const rects = rectsOf(architecture)
  const taken = architecture.components
    .filter((component) => isForGroup || !isGroup(component))
    .map((component) => rects.get(component.id))
    .filter((rect) => rect !== undefined)
  const wanted = snapped({ x: middle.x - size.width / 2, y: middle.y - size.height / 2 })
  const isFree = (place: Point) => !taken.some((rect) => overlaps({ ...place, ...size }, rect, GAP))
  const step = 4 * GRID
  for (let ring = 0; ring <= RINGS; ring++) {
    const free = ringAround(wanted, ring, step).find(isFree)
    if (free !== undefined) return free
  }
  return wanted
}

/** Points of a square ring around a middle, the nearest first. */
function ringAround(middle: Point, ring: number, step: number): readonly Point[] {
  if (ring === 0) return [middle]
  const points: Point[] = []
  for (let i = -ring; i <= ring; i++) {
    for (let j = -ring; j <= ring; j++) {
      if (Math.max(Math.abs(i), Math.abs(j)) === ring) points.push({ x: middle.x + i * step, y: middle.y + j * step })
    }
  }
  const distance = (point: Point) => (point.x - middle.x) ** 2 + (point.y - middle.y) ** 2
  return points.toSorted((a, b) => distance(a) - distance(b))
}

/** A length and the air after it, in whole steps of the grid. */
function toGrid(length: number): number {
  return Math.ceil((length + GAP) / GRID) * GRID
}

/** By how much to move copies so that they lie beside the originals and over nothing: below, else to the right. */
export function copyOffset(originals: readonly Rect[], taken: readonly Rect[]): Point {
  const box = around(originals)
  if (box === undefined) return { x: 0, y: 0 }
  const isFree = ({ x, y }: Point) =>
    !originals.some((rect) =>
      taken.some((other) => overlaps({ ...rect, x: rect.x + x, y: rect.y + y }, other, GAP / 2)),
    )
  for (let times = 1; times <= COPIES; times++) {
    const beside = [
      { x: 0, y: times * toGrid(box.height) },
      { x: times * toGrid(box.width), y: 0 },
    ].find(isFree)
    if (beside !== undefined) return beside
  }
  return { x: 4 * GRID, y: 4 * GRID }
}

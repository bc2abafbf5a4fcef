/** The shapes of Mermaid's flowcharts: how each is written, and by what names the parser calls it. */
import type { MermaidShape } from '../../catalog/kind.ts'

interface ShapeForm {
  readonly open: string
  readonly close: string
  /** Names in the parser's result and in `@{ shape: … }`. */
  readonly names: readonly string[]
}

/** How each shape is written round a label. */
export const SHAPES: Readonly<Record<MermaidShape, ShapeForm>> = {
  square: { open: '[', close: ']', names: ['square', 'rect', 'proc', 'process', 'rectangle'] },
  round: { open: '(', close: ')', names: ['round', 'rounded', 'event'] },
  stadium: { open: '([', close: '])', names: ['stadium', 'pill', 'terminal'] },
  circle: { open: '((', close: '))', names: ['circle', 'circ', 'doublecircle', 'dbl-circ'] },
  cylinder: {
    open: '[(',
    close: ')]',
    names: ['cylinder', 'cyl', 'db', 'database', 'das', 'h-cyl', 'lin-cyl', 'disk'],
  },
  diamond: { open: '{', close: '}', names: ['diamond', 'diam', 'decision', 'question'] },
  hexagon: { open: '{{', close: '}}', names: ['hexagon', 'hex', 'prepare'] },
  odd: { open: '>', close: ']', names: ['odd', 'flag', 'asymmetric', 'rect_left_inv_arrow'] },
  subroutine: {
    open: '[[',
    close: ']]',
    names: ['subroutine', 'subproc', 'subprocess', 'fr-rect', 'framed-rectangle'],
  },
  trapezoid: { open: '[/', close: '\\]', names: ['trapezoid', 'trap-b', 'priority', 'trapezoid-bottom'] },
}

const BY_NAME: ReadonlyMap<string, MermaidShape> = new Map(
  Object.entries(SHAPES).flatMap(([shape, { names }]) => names.map((name) => [name, shape as MermaidShape] as const)),
)

/** The shape that the parser calls by a name; a node without a shape is a square. Undefined for others. */
export function shapeNamed(name: string | undefined): MermaidShape | undefined {
  return name === undefined ? 'square' : BY_NAME.get(name)
}

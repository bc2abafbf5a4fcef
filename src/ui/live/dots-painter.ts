/** Draws dots and counts on a canvas over the drawing, along the paths that the edges really have. */
import { freeBox, pointAt } from './dots.ts'
import type { Box, Dot, PathPoints } from './dots.ts'

/** Where the drawing is scrolled to and how large it is shown: x, y, zoom. */
export type Transform = readonly [number, number, number]

const SAMPLES = 32

/** Where along a connection its label may stand, the best place first. */
const LABEL_SHARES = [0.5, 0.38, 0.62, 0.28, 0.72]
const LABEL_HEIGHT = 18

interface SampledPath {
  readonly element: SVGPathElement
  readonly shape: string
  readonly points: PathPoints
}

function sample(element: SVGPathElement): PathPoints {
  const length = element.getTotalLength()
  const points = new Float32Array((SAMPLES + 1) * 2)
  for (let index = 0; index <= SAMPLES; index++) {
    const { x, y } = element.getPointAtLength((index / SAMPLES) * length)
    points[index * 2] = x
    points[index * 2 + 1] = y
  }
  return points
}

/** The paths of connections in canvas units, sampled again only when an edge has moved. */
function createPaths(flow: HTMLElement): (connection: string) => PathPoints | undefined {
  const known = new Map<string, SampledPath>()
  return (connection) => {
    const last = known.get(connection)
    const element = last?.element.isConnected
      ? last.element
      : flow.querySelector<SVGPathElement>(`[data-id="${CSS.escape(connection)}"] path.react-flow__edge-path`)
    const shape = element?.getAttribute('d')
    if (!element || !shape) {
      known.delete(connection)
      return undefined
    }
    if (last?.shape === shape) return last.points
    const points = sample(element)
    known.set(connection, { element, shape, points })
    return points
  }
}

export interface Painter {
  /** Fits the canvas to its element and reads the colors of the page; both may have changed. */
  refresh(): void
  dots(dots: readonly Dot[], transform: Transform): void
  labels(labels: ReadonlyMap<string, string>, transform: Transform): void
}

/** A function that is asked for the same few things again and again. */
function remembering(read: (name: string) => string): (name: string) => string {
  const known = new Map<string, string>()
  return (name) => {
    const value = known.get(name) ?? read(name)
    known.set(name, value)
    return value
  }
}

/** Colors by outcome, and those of labels, as the page has them now. */
function colorsOf(element: HTMLElement) {
  const style = getComputedStyle(element)
  const color = (name: string) => style.getPropertyValue(name).trim()
  return {
    outcome: remembering((outcome) => color(`--mr-outcome-${outcome}`)),
    surface: color('--mr-surface'),
    text: color('--mr-text'),
    line: color('--mr-line-strong'),
    font: style.fontFamily,
  }
}

type Colors = ReturnType<typeof colorsOf>

export function createPainter(canvas: HTMLCanvasElement, flow: HTMLElement): Painter | null {
  const context = canvas.getContext('2d')
  if (context === null) return null
  const pathOf = createPaths(flow)
  let colors = colorsOf(canvas)
  let ratio = 1
  const begin = () => {
    context.setTransform(1, 0, 0, 1, 0, 0)
    context.clearRect(0, 0, canvas.width, canvas.height)
    context.setTransform(ratio, 0, 0, ratio, 0, 0)
  }
  return {
    refresh() {
      colors = colorsOf(canvas)
      ratio = globalThis.devicePixelRatio
      canvas.width = Math.round(canvas.clientWidth * ratio)
      canvas.height = Math.round(canvas.clientHeight * ratio)
    },
    dots(dots, [left, top, zoom]) {
      begin()
      const radius = Math.min(4, Math.max(1.8, 3.4 * zoom))
      for (const dot of dots) {
        const path = pathOf(dot.connection)
        if (path === undefined) continue
        const { x, y } = pointAt(path, dot.share)
        drawDot(context, colors, dot, { x: x * zoom + left, y: y * zoom + top, radius })
      }
    },
    labels(labels, [left, top, zoom]) {
      begin()
      context.font = `600 11px ${colors.font}`
      const taken: Box[] = []
      for (const [connection, text] of labels) {
        const path = pathOf(connection)
        if (path === undefined) continue
        const width = context.measureText(text).width + 10
        const boxes = LABEL_SHARES.map((share) => {
          const { x, y } = pointAt(path, share)
          return { x: x * zoom + left, y: y * zoom + top, width, height: LABEL_HEIGHT }
        })
        const box = freeBox(boxes, taken)
        if (box === undefined) continue
        taken.push(box)
        drawLabel(context, colors, text, box)
      }
    },
  }
}

interface Spot {
  readonly x: number
  readonly y: number
  readonly radius: number
}

/** A disk goes, a ring comes back, a cross has failed: the shape alone tells them apart. */
function drawDot(context: CanvasRenderingContext2D, colors: Colors, dot: Dot, { x, y, radius }: Spot): void {
  const color = colors.outcome(dot.outcome)
  context.strokeStyle = color
  context.fillStyle = dot.isBack ? colors.surface : color
  context.beginPath()
  if (dot.outcome !== 'ok' && dot.outcome !== 'miss') {
    const arm = radius * 1.15
    context.moveTo(x - arm, y - arm)
    context.lineTo(x + arm, y + arm)
    context.moveTo(x + arm, y - arm)
    context.lineTo(x - arm, y + arm)
    context.lineWidth = radius * 0.75
    context.stroke()
    return
  }
  context.arc(x, y, dot.isBack ? radius * 0.85 : radius, 0, Math.PI * 2)
  context.fill()
  if (!dot.isBack) return
  context.lineWidth = 1.5
  context.stroke()
}

function drawLabel(
  context: CanvasRenderingContext2D,
  colors: Colors,
  text: string,
  { x, y, width, height }: Box,
): void {
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  context.beginPath()
  context.roundRect(x - width / 2, y - height / 2, width, height, height / 2)
  context.fillStyle = colors.surface
  context.fill()
  context.strokeStyle = colors.line
  context.lineWidth = 1
  context.stroke()
  context.fillStyle = colors.text
  context.fillText(text, x, y)
}

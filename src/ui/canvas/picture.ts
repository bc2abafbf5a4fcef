/** The whole drawing as a picture, whatever part of it is visible. */
import type { Rect } from './geometry.ts'

/** Pixels of a picture for each canvas unit, and most of them on a side, which is what browsers can draw. */
const PICTURE = { scale: 2, padding: 32, sideMax: 8_000 }

/** What decides the looks of the drawing; a browser knows hundreds of properties more, for every element. */
const LOOKS = new RegExp(
  '^(align|background-color|background-image|border|bottom|box|clip|color|column-gap|display|flex|font|grid|height|' +
    'inset|justify|left|letter|line-height|margin|max|min|opacity|overflow|padding|position|right|row-gap|text|top|' +
    'transform|vertical|visibility|white-space|width|word|z-index)',
)

/** The same of shapes inside of an SVG element, which the library copies without their style. */
const SHAPE_LOOKS = [
  'fill',
  'opacity',
  'stroke',
  'stroke-dasharray',
  'stroke-dashoffset',
  'stroke-linecap',
  'stroke-width',
]

/** The drawing as a data address. The library is loaded when it is first needed. */
export async function drawPicture(frame: HTMLElement, bounds: Rect, format: 'png' | 'svg'): Promise<string> {
  const viewport = frame.querySelector<HTMLElement>('.react-flow__viewport')
  if (viewport === null) throw new Error('the canvas is not there')
  const { toPng, toSvg } = await import('html-to-image')
  const width = bounds.width + 2 * PICTURE.padding
  const height = bounds.height + 2 * PICTURE.padding
  const options = {
    width,
    height,
    backgroundColor: getComputedStyle(frame).getPropertyValue('--mr-canvas').trim(),
    pixelRatio: Math.min(PICTURE.scale, PICTURE.sideMax / Math.max(width, height)),
    style: {
      width: `${width}px`,
      height: `${height}px`,
      transform: `translate(${PICTURE.padding - bounds.x}px, ${PICTURE.padding - bounds.y}px) scale(1)`,
    },
    includeStyleProperties: [...getComputedStyle(viewport)].filter((name) => LOOKS.test(name)),
    // Handles and the dots of requests are of the page, not of the drawing.
    filter: (node: HTMLElement) => !(node.classList?.contains('react-flow__handle') || node.tagName === 'CANVAS'),
  }
  const restore = writeOutShapes(viewport)
  try {
    return await (format === 'png' ? toPng(viewport, options) : toSvg(viewport, options))
  } finally {
    restore()
  }
}

/** Gives every shape the style it has from the style sheets as its own, until the returned function is called. */
function writeOutShapes(viewport: HTMLElement): () => void {
  const shapes = [...viewport.querySelectorAll<SVGElement>('svg *')]
  const looks = shapes.map((shape) => {
    const style = getComputedStyle(shape)
    return SHAPE_LOOKS.map((name) => `${name}: ${style.getPropertyValue(name)}`).join('; ')
  })
  const before = shapes.map((shape) => shape.getAttribute('style'))
  for (const [index, shape] of shapes.entries()) shape.setAttribute('style', looks[index] ?? '')
  return () => {
    for (const [index, shape] of shapes.entries()) {
      const style = before[index]
      if (style === null || style === undefined) shape.removeAttribute('style')
      else shape.setAttribute('style', style)
    }
  }
}

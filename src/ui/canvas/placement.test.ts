import { describe, expect, it } from 'vitest'
import type { Architecture, Component, Connection } from '../../architecture/architecture.ts'
import { emptyArchitecture } from '../../architecture/empty.ts'
import { COMPONENT_SIZE, contains, groupAt, overlaps, type Rect, rectsOf } from './geometry.ts'
import { arrange } from './layout.ts'
import { copyOffset, freePlace } from './placement.ts'

const box = (id: string, x: number, y: number, more: Partial<Component> = {}): Component => ({
  id,
  kind: 'server',
  name: id,
  position: { x, y },
  config: {},
  ...more,
})
const arrow = (from: string, to: string): Connection => ({
  id: `${from}-${to}`,
  from,
  to,
  port: 'downstream',
  config: {},
})

const drawn = (components: readonly Component[], connections: readonly Connection[] = []): Architecture => ({
  ...emptyArchitecture('test'),
  components,
  connections,
})

const region = box('region', 0, 0, { kind: 'region', size: { width: 800, height: 600 } })

describe('placing a component', () => {
  it('takes the wanted place when it is free', () => {
    const place = freePlace(drawn([]), { x: 400, y: 300 })
    expect(place).toEqual({ x: 400 - COMPONENT_SIZE.width / 2, y: 264 })
  })

  it('keeps clear of the others, one after another', () => {
    let architecture = drawn([region])
    for (let number = 0; number < 12; number++) {
      const place = freePlace(architecture, { x: 400, y: 300 })
      const rect: Rect = { ...place, ...COMPONENT_SIZE }
      for (const [id, other] of rectsOf(architecture)) if (id !== 'region') expect(overlaps(rect, other, 0)).toBe(false)
      architecture = drawn([...architecture.components, box(`s${number}`, place.x, place.y)])
    }
  })

  it('puts a group beside everything', () => {
    const size = { width: 480, height: 320 }
    const architecture = drawn([box('a', 100, 100)])
    const place = freePlace(architecture, { x: 200, y: 150 }, size)
    expect(overlaps({ ...place, ...size }, { x: 100, y: 100, ...COMPONENT_SIZE }, 0)).toBe(false)
  })

  it('puts a copy below its original, to the right when that is taken', () => {
    const original = { x: 0, y: 0, ...COMPONENT_SIZE }
    const below = copyOffset([original], [original])
    expect(below).toEqual({ x: 0, y: 104 })
    const right = copyOffset([original], [original, { ...original, y: 104 }])
    expect(right.y).toBe(0)
    expect(right.x).toBeGreaterThan(COMPONENT_SIZE.width)
  })
})

describe('the group at a point', () => {
  const inner = box('inner', 100, 100, { kind: 'host', parent: 'region', size: { width: 300, height: 200 } })

  it('is the innermost one', () => {
    expect(groupAt(drawn([inner, region]), { x: 150, y: 150 })).toBe('inner')
    expect(groupAt(drawn([inner, region]), { x: 50, y: 50 })).toBe('region')
    expect(groupAt(drawn([inner, region]), { x: -50, y: 50 })).toBeUndefined()
  })

  it('is never one that is itself being moved, nor one inside of it', () => {
    expect(groupAt(drawn([inner, region]), { x: 150, y: 150 }, new Set(['inner']))).toBe('region')
    expect(groupAt(drawn([inner, region]), { x: 150, y: 150 }, new Set(['region']))).toBeUndefined()
  })
})

describe('arranging', () => {
  const architecture = drawn(
    [
      box('b', 0, 0, { parent: 'region' }),
      box('a', 0, 0),
      region,
      box('c', 0, 0, { parent: 'region' }),
      box('alone', 0, 0),
    ],
    [arrow('a', 'b'), arrow('b', 'c'), { ...arrow('b', 'c'), id: 'twice' }],
  )

  const arranged = () => {
    const arrangements = new Map(arrange(architecture).map((each) => [each.id, each]))
    const components = architecture.components.map((component) => ({ ...component, ...arrangements.get(component.id) }))
    return rectsOf(drawn(components))
  }

  it('puts callers left of those they call, and nothing over anything else', () => {
    const rects = arranged()
    const at = (id: string) => rects.get(id) as Rect
    expect(at('a').x).toBeLessThan(at('b').x)
    expect(at('b').x).toBeLessThan(at('c').x)
    const leaves = ['a', 'b', 'c', 'alone'].map(at)
    for (const rect of leaves)
      for (const other of leaves) if (rect !== other) expect(overlaps(rect, other, 0)).toBe(false)
  })

  it('draws a group around its members only', () => {
    const rects = arranged()
    const group = rects.get('region') as Rect
    expect(['b', 'c'].every((id) => contains(group, rects.get(id) as Rect))).toBe(true)
    expect(overlaps(group, rects.get('a') as Rect, 0)).toBe(false)
    expect(overlaps(group, rects.get('alone') as Rect, 0)).toBe(false)
  })
})

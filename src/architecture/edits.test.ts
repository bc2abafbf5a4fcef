import { describe, expect, test } from 'vitest'
import { sketch, wholeSystem } from './documents.fixture.ts'
import {
  addComponent,
  moveComponents,
  removeItems,
  rename,
  renameDocument,
  resizeGroup,
  setField,
  setObjectives,
  setParent,
  setSettings,
} from './edits.ts'
import { emptyArchitecture } from './empty.ts'
import { absolutePosition, childrenOf, componentOf } from './lookup.ts'
import { addTimelineEntry, changeTimelineEntry, removeTimelineEntries } from './timeline.ts'

const system = wholeSystem()
const ids = (items: readonly { readonly id: string }[]) => items.map(({ id }) => id)

describe('addComponent', () => {
  test('numbers by kind, names by title, and fills in the defaults', () => {
    const { architecture, id } = addComponent(system, { kind: 'server', title: '서버', position: { x: 1, y: 2 } })
    expect(id).toBe('server-3')
    expect(componentOf(architecture, id)).toMatchObject({
      name: '서버 3',
      position: { x: 1, y: 2 },
      config: { threads: 200 },
    })
  })

  test('takes the smallest number that is free, both as id and as name', () => {
    const gap = removeItems(system, { components: ['server-1'] })
    expect(addComponent(gap, { kind: 'server', title: 'server', position: { x: 0, y: 0 } }).id).toBe('server-1')
    const named = rename(gap, 'server-2', 'server 1')
    expect(addComponent(named, { kind: 'server', title: 'server', position: { x: 0, y: 0 } }).id).toBe('server-3')
  })

  test('takes fields that are not as their defaults, and a parent', () => {
    const grouped = sketch(['region'], [])
    const { architecture, id } = addComponent(grouped, {
      kind: 'server',
      title: 'Web',
      position: { x: 0, y: 0 },
      parent: 'region-1',
      config: { cores: 16 },
    })
    expect(componentOf(architecture, id)).toMatchObject({ parent: 'region-1', config: { cores: 16 } })
  })

  test('refuses what no field takes, as a mistake of ours', () => {
    const added = { kind: 'server', title: 'Web', position: { x: 0, y: 0 }, config: { cores: 0 } }
    expect(() => addComponent(system, added)).toThrow('cores takes 0')
  })
})

describe('removeItems', () => {
  test('takes connections and planned faults along', () => {
    const fault = { type: 'crash', target: { type: 'component', id: 'server-1' }, params: {} } as const
    const cut = { type: 'cut', target: { type: 'connection', id: 'server-1-to-cache-1' }, params: {} } as const
    const planned = addTimelineEntry(addTimelineEntry(system, { atMs: 1, fault }).architecture, { atMs: 2, fault: cut })
    const left = removeItems(planned.architecture, { components: ['server-1'] })
    expect(ids(left.components)).not.toContain('server-1')
    expect(left.connections.filter(({ from, to }) => from === 'server-1' || to === 'server-1')).toEqual([])
    expect(left.timeline).toEqual([])
    expect(left.connections).toHaveLength(system.connections.length - 4)
  })

  test('takes along what stands in a group, at any depth', () => {
    const nested = setParent(
      setParent(sketch(['region', 'host', 'server'], []), ['host-1'], 'region-1'),
      ['server-1'],
      'host-1',
    )
    expect(removeItems(nested, { components: ['region-1'] }).components).toEqual([])
  })

  test('changes nothing where there is nothing to remove', () => {
    expect(removeItems(system, { components: ['nobody'], connections: [] })).toBe(system)
  })
})

describe('fields and names', () => {
  test('a field of a component and of a connection', () => {
    const cores = setField(system, { type: 'component', id: 'server-1' }, 'cores', 8)
    expect(componentOf(cores, 'server-1').config['cores']).toBe(8)
    const tries = setField(system, { type: 'connection', id: 'server-1-to-cache-1' }, 'tries', 3)
    expect(tries.connections.find(({ id }) => id === 'server-1-to-cache-1')?.config['tries']).toBe(3)
    expect(tries.components).toBe(system.components)
  })

  test('the value that is there already is no edit', () => {
    expect(setField(system, { type: 'component', id: 'server-1' }, 'cores', 2)).toBe(system)
    expect(setField(system, { type: 'connection', id: 'server-1-to-cache-1' }, 'tries', 1)).toBe(system)
  })

  test('names are cut to what fits', () => {
    expect(componentOf(rename(system, 'server-1', 'x'.repeat(500)), 'server-1').name).toHaveLength(200)
    expect(renameDocument(emptyArchitecture('a'), 'x'.repeat(500)).name).toHaveLength(200)
  })

  test('settings and objectives', () => {
    expect(setSettings(system, { seed: 7 }).settings).toEqual({ seed: 7, warmUpMs: 10_000, endMs: 86_400_000 })
    expect(setObjectives(system, { latencyMs: 100 }).objectives).toEqual({ latencyMs: 100, errorRatio: 0.001 })
    expect(() => setSettings(system, { endMs: 5 })).toThrow('settings')
  })
})

describe('places', () => {
  const grouped = moveComponents(sketch(['region', 'host', 'server', 'server'], []), [
    { id: 'region-1', position: { x: 100, y: 100 } },
    { id: 'host-1', position: { x: 150, y: 150 } },
    { id: 'server-1', position: { x: 400, y: 300 } },
  ])

  test('a component put into a group stays where it is on the screen', () => {
    const inside = setParent(setParent(grouped, ['server-1'], 'host-1'), ['host-1'], 'region-1')
    expect(componentOf(inside, 'server-1').position).toEqual({ x: 250, y: 150 })
    expect(absolutePosition(inside, 'server-1')).toEqual({ x: 400, y: 300 })
    const outside = setParent(inside, ['server-1'], undefined)
    expect(componentOf(outside, 'server-1')).toEqual(componentOf(grouped, 'server-1'))
  })

  test('what stands in something that moves comes along once', () => {
    const inside = setParent(grouped, ['server-1'], 'host-1')
    const both = setParent(inside, ['host-1', 'server-1'], 'region-1')
    expect(componentOf(both, 'server-1').parent).toBe('host-1')
    expect(absolutePosition(both, 'server-1')).toEqual({ x: 400, y: 300 })
  })

  test('a group cannot be put into itself or into what it holds', () => {
    const inside = setParent(grouped, ['host-1'], 'region-1')
    expect(setParent(inside, ['region-1'], 'host-1')).toBe(inside)
    expect(setParent(inside, ['region-1'], 'region-1')).toBe(inside)
  })

  test('resizing from the top left leaves what is inside where it is', () => {
    const inside = setParent(grouped, ['server-1'], 'region-1')
    const wider = resizeGroup(inside, 'region-1', { position: { x: 50, y: 80 }, size: { width: 700, height: 500 } })
    expect(componentOf(wider, 'region-1')).toMatchObject({
      position: { x: 50, y: 80 },
      size: { width: 700, height: 500 },
    })
    expect(absolutePosition(wider, 'server-1')).toEqual({ x: 400, y: 300 })
    expect(ids(childrenOf(wider, 'region-1'))).toEqual(['server-1'])
  })

  test('no number is the origin, and the canvas has an end', () => {
    const moved = moveComponents(grouped, [{ id: 'server-1', position: { x: Number.NaN, y: Infinity } }])
    expect(componentOf(moved, 'server-1').position).toEqual({ x: 0, y: 10_000_000 })
  })
})

describe('timeline', () => {
  const fault = { type: 'crash', target: { type: 'component', id: 'server-1' }, params: {} } as const

  test('faults are planned, changed and taken off', () => {
    const { architecture, id } = addTimelineEntry(system, { atMs: 20_000, durationMs: 10_000, fault })
    expect(architecture.timeline).toEqual([{ id: 'crash-1', atMs: 20_000, durationMs: 10_000, fault }])
    const later = changeTimelineEntry(architecture, { id, atMs: 30_000, fault })
    expect(later.timeline).toEqual([{ id: 'crash-1', atMs: 30_000, fault }])
    expect(removeTimelineEntries(later, [id]).timeline).toEqual([])
    expect(removeTimelineEntries(later, ['other'])).toBe(later)
  })

  test('a fault that its target cannot suffer is a mistake of ours', () => {
    expect(() => addTimelineEntry(system, { atMs: 0, fault: { ...fault, type: 'flush' } })).toThrow('faultRefused')
  })
})

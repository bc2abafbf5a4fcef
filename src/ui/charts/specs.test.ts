import { describe, expect, it } from 'vitest'
import type { Architecture, Component, Connection } from '../../architecture/architecture.ts'
import type { Layout } from '../../simulation/reading.ts'
import { speechIn } from '../live/speech.ts'
import { axisTicks, chartsOf, chartsOfSelected, extent, logTicks, worthDrawing } from './specs.ts'
import type { Series } from './specs.ts'

const place = { x: 0, y: 0 }
const component = (id: string, kind: string): Component => ({
  id,
  kind,
  name: `the ${id}`,
  position: place,
  config: {},
})
const connection = (from: string, to: string, port: string): Connection => {
  return { id: `${from}-${to}`, from, to, port, config: {} }
}

const design: Architecture = {
  version: 1,
  name: 'd',
  components: [
    component('users', 'client'),
    component('web', 'server'),
    component('redis', 'cache'),
    component('main', 'database'),
    component('copy', 'database'),
    component('place', 'region'),
  ],
  connections: [connection('web', 'main', 'database'), connection('main', 'copy', 'replicas')],
  timeline: [],
  notes: [],
  settings: { seed: 1, warmUpMs: 0, endMs: 1_000 },
  objectives: { latencyMs: 500, errorRatio: 0.01 },
}

function layoutOf(measures: string[]): Layout {
  return { layout: 1, measures, components: [], connections: [], windowMs: 250 }
}

const components = ['users', 'web', 'redis', 'main', 'copy']
const layout = layoutOf([
  'endToEnd.offeredPerSecond',
  'endToEnd.okPerSecond',
  'endToEnd.failedPerSecond',
  'endToEnd.latencyMs.p50',
  'endToEnd.latencyMs.p95',
  'endToEnd.latencyMs.p99',
  'endToEnd.failed.refused',
  ...components.flatMap((id) => [`${id}.busy`, `${id}.line`]),
  'redis.hitRatio',
  'main.lagMs',
  'copy.lagMs',
])

const words = {
  words: speechIn('en').words,
  lookOf: (id: string) => ({ color: id, dash: '' }),
  gaugeOf: (kind: string, gauge: string) => speechIn('en').kind(kind).gauges[gauge] ?? gauge,
}

describe('the charts of a design', () => {
  const charts = new Map(chartsOf(design, layout, words).map((chart) => [chart.id, chart]))
  const measures = (id: Parameters<typeof charts.get>[0]) => charts.get(id)?.series.map((series) => series.measure)

  it('show what requests meet end to end', () => {
    expect(measures('latency')).toHaveLength(3)
    expect(measures('throughput')).toHaveLength(3)
    expect(charts.get('failures')?.series.map((series) => series.name)).toEqual(['refused'])
  })

  it('show a gauge only of the components that have it, by their names', () => {
    expect(measures('hitRatio')).toEqual(['redis.hitRatio'])
    expect(charts.get('hitRatio')?.series[0]?.name).toBe('the redis')
    expect(charts.has('backlog')).toBe(false)
  })

  it('show the load of everything that works, which users do not', () => {
    expect(measures('busy')).toEqual(['web.busy', 'redis.busy', 'main.busy', 'copy.busy'])
  })

  it('show the lag of replicas, which a primary does not have', () => {
    expect(measures('lag')).toEqual(['copy.lagMs'])
  })

  it('leave out what the run does not keep', () => {
    const few = chartsOf(design, layoutOf(['endToEnd.okPerSecond', 'web.busy']), words)
    expect(few.map((chart) => [chart.id, chart.series.length])).toEqual([
      ['throughput', 1],
      ['busy', 1],
    ])
  })
})

describe('a chart of its own', () => {
  const named: Architecture = {
    ...design,
    components: [...design.components, component('names', 'dns')],
    connections: [
      ...design.connections,
      connection('names', 'web', 'records'),
      connection('names', 'redis', 'records'),
    ],
  }
  const kept = layoutOf(['names.answerShare.web', 'names.answerShare.redis', 'web.busy'])

  it('has a name server that is selected: a color and a name for each record', () => {
    const [chart, ...others] = chartsOfSelected(named, kept, ['names', 'web'], words)
    expect(others).toEqual([])
    expect(chart).toMatchObject({ title: 'the names: resolvers holding', unit: 'ratio', isStacked: true })
    expect(chart?.series.map(({ measure, name, color }) => [measure, name, color])).toEqual([
      ['names.answerShare.web', 'the web', 'web'],
      ['names.answerShare.redis', 'the redis', 'redis'],
    ])
  })

  it('has nobody who is not selected, and no line that the run does not keep', () => {
    expect(chartsOfSelected(named, kept, [], words)).toEqual([])
    const less = chartsOfSelected(named, layoutOf(['names.answerShare.web']), ['names'], words)
    expect(less.map(({ series }) => series.length)).toEqual([1])
    expect(chartsOfSelected(named, layoutOf([]), ['names'], words)).toEqual([])
  })
})

describe('the ticks of an axis', () => {
  it.each([
    [0, [0, 0.5, 1]],
    [7, [0, 5, 10]],
    [393, [0, 200, 400]],
    [420, [0, 250, 500]],
    [1_000, [0, 500, 1_000]],
    [1_001, [0, 1_000, 2_000]],
  ])('are round numbers up to %d or more', (highest, ticks) => expect(axisTicks(highest, 'count')).toEqual(ticks))

  it('are halves of the whole for shares', () => expect(axisTicks(0.2, 'ratio')).toEqual([0, 0.5, 1]))

  it('are powers of ten on a logarithmic axis', () => {
    expect(logTicks(12, 430)).toEqual([10, 100, 1_000])
    expect(logTicks(50, 60)).toEqual([10, 100])
    expect(logTicks(0, 0)).toEqual([0.01, 0.1])
  })
})

describe('of many lines', () => {
  const series: Series[] = ['a', 'b', 'c', 'd'].map((id) => {
    return { measure: `${id}.busy`, name: id, component: id, color: '', dash: '', width: 1 }
  })
  const rows = [
    { atMs: 1, values: [0.1, 0.9, null, 0.3] },
    { atMs: 2, values: [0.2, 0.1, 0.5, 0.3] },
  ]

  it('those with the highest peaks are drawn, in their usual order', () => {
    expect(worthDrawing({ series, isStacked: false }, rows, [], 2)).toEqual([1, 2])
    expect(worthDrawing({ series, isStacked: false }, rows, [], 4)).toEqual([0, 1, 2, 3])
  })

  it('parts of a whole are drawn when there are any of them', () => {
    const parts = [{ atMs: 1, values: [0, 3, null, 1] }]
    expect(worthDrawing({ series, isStacked: true }, parts, [], 4)).toEqual([1, 3])
  })

  it('a selected one is always drawn', () =>
    expect(worthDrawing({ series, isStacked: false }, rows, ['a'], 2)).toEqual([0, 1]))

  it('the axis holds the highest value, or the highest sum when they are stacked', () => {
    expect(extent(rows, [0, 1], false)).toEqual({ lowest: 0.1, highest: 0.9 })
    expect(extent(rows, [0, 1], true)).toEqual({ lowest: 0.1, highest: 1 })
    expect(extent([], [0], false)).toEqual({ lowest: 0, highest: 0 })
  })
})

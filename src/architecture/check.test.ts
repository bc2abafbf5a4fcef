import { describe, expect, test } from 'vitest'
import type { Architecture } from './architecture.ts'
import { check } from './check.ts'
import { sketch, wholeSystem } from './documents.fixture.ts'
import { removeItems } from './edits.ts'
import { emptyArchitecture } from './empty.ts'
import { addTimelineEntry } from './timeline.ts'
import { connect } from './wiring.ts'

const said = (architecture: Architecture) =>
  check(architecture).map(({ severity, code, where }) => `${severity} ${code} ${where}`.trim())

test('a whole system has nothing to say', () => {
  expect(check(wholeSystem())).toEqual([])
})

describe('errors', () => {
  test('nothing is drawn', () => {
    expect(said(emptyArchitecture(''))).toEqual(['error nothingDrawn'])
    expect(said(sketch(['region'], []))).toEqual(['error nothingDrawn'])
  })

  test('nobody asks', () => {
    expect(said(sketch(['server'], []))).toContain('error noClient')
  })

  test('a client has nobody to ask', () => {
    expect(said(sketch(['client'], []))).toEqual(['error clientWithoutEntry client-1'])
    const onlyStatic = sketch(
      ['client', 'cdn', 'server'],
      [
        ['client-1', 'cdn-1'],
        ['cdn-1', 'server-1'],
      ],
    )
    expect(said(onlyStatic)).toEqual(['error clientWithoutEntry client-1'])
    const oneOfTwo = sketch(['client', 'client', 'server'], [['client-1', 'server-1']])
    expect(said(oneOfTwo)).toEqual(['warning clientWithoutEntry client-2'])
  })

  test('a client whose resolver knows an address has somebody to ask', () => {
    expect(
      said(
        sketch(
          ['client', 'dns', 'server'],
          [
            ['client-1', 'dns-1'],
            ['dns-1', 'server-1'],
          ],
        ),
      ),
    ).toEqual([])
  })

  test('calls go round in circles', () => {
    const line = sketch(
      ['client', 'server', 'server', 'server'],
      [
        ['client-1', 'server-1'],
        ['server-1', 'server-2'],
        ['server-2', 'server-3'],
      ],
    )
    const { architecture } = connect(line, { from: 'server-3', to: 'server-1', port: 'downstream' })
    expect(said(architecture)).toEqual(['error callCircle server-1'])
    expect(check(architecture)[0]?.params['chain']).toBe('server 1 → server 2 → server 3 → server 1')
    // Out of a circle where one chooses by chance, requests come some time.
    const components = architecture.components.map((component) =>
      component.id === 'server-2'
        ? { ...component, config: { ...component.config, downstreamCalls: 'random' } }
        : component,
    )
    expect(said({ ...architecture, components })).toEqual([])
  })

  test('a database with two primaries, or one that follows itself', () => {
    const system = sketch(
      ['client', 'server', 'database', 'database', 'database'],
      [
        ['client-1', 'server-1'],
        ['server-1', 'database-1'],
        ['database-1', 'database-2'],
        ['server-1', 'database-3'],
      ],
    )
    const two = connect(system, { from: 'database-3', to: 'database-2', port: 'replicas' }).architecture
    expect(said(two)).toEqual(['error severalPrimaries database-2'])
    const ring = connect(system, { from: 'database-2', to: 'database-1', port: 'replicas' }).architecture
    expect(said(ring)).toEqual(['error replicationCircle database-1'])
  })
})

describe('warnings', () => {
  test('a component that no request reaches', () => {
    const cut = removeItems(wholeSystem(), { connections: ['load-balancer-1-to-server-2'] })
    expect(said(cut)).toEqual(['warning neverReached server-2'])
  })

  test.each([
    ['load-balancer-1-to-server-1', 'load-balancer-1-to-server-2', 'balancerWithoutTargets load-balancer-1'],
    ['queue-1-to-worker-1', '', 'queueWithoutConsumers queue-1'],
    ['dns-1-to-load-balancer-1', '', 'dnsWithoutRecords dns-1'],
  ])('without %s %s', (first, second, expected) => {
    expect(said(removeItems(wholeSystem(), { connections: [first, second] }))).toContain(`warning ${expected}`)
  })

  test('sessions without a store, and a store without sessions', () => {
    const system = sketch(
      ['client', 'server', 'cache'],
      [
        ['client-1', 'server-1'],
        ['server-1', 'cache-1'],
      ],
    )
    const keeping = {
      ...system,
      components: system.components.map((component) =>
        component.id === 'server-1' ? { ...component, config: { ...component.config, sessions: 'store' } } : component,
      ),
    }
    expect(said(keeping)).toEqual(['warning sessionsWithoutStore server-1'])
    const stored = connect(keeping, { from: 'server-1', to: 'cache-1', port: 'sessions' }).architecture
    expect(said(stored)).toEqual([])
    expect(said({ ...stored, components: system.components })).toEqual(['warning storeWithoutSessions server-1'])
  })

  test('a fault for an instance that is not there', () => {
    const fault = { type: 'crash', target: { type: 'component', id: 'server-1', instance: 3 }, params: {} } as const
    expect(said(addTimelineEntry(wholeSystem(), { atMs: 0, fault }).architecture)).toEqual([
      'warning faultWithoutInstance server-1',
    ])
  })
})

test('users get no answer from what is private, also by way of a name server', () => {
  const open = sketch(
    ['client', 'client', 'dns', 'server'],
    [
      ['client-1', 'server-1'],
      ['client-2', 'dns-1'],
      ['dns-1', 'server-1'],
    ],
  )
  const components = open.components.map((component) =>
    component.id === 'server-1' ? { ...component, config: { ...component.config, public: false } } : component,
  )
  expect(said(open)).toEqual([])
  expect(said({ ...open, components })).toEqual(['warning privateEntry server-1', 'warning privateEntry server-1'])
})

import { describe, expect, it } from 'vitest'
import type { Architecture } from '../architecture/architecture.ts'
import { HEALTHS as REPORTED_HEALTHS } from '../simulation/reading.ts'
import type { ActiveFault, Layout, Reading } from '../simulation/reading.ts'
import type { Command, Update } from '../worker/protocol.ts'
import { HEALTHS } from './live.ts'
import { STORY_LIMIT } from './run-facts.ts'
import { createRunStore } from './run.ts'

const blank: Architecture = {
  version: 1,
  name: 'blank',
  components: [],
  connections: [],
  timeline: [],
  notes: [],
  settings: { seed: 7, warmUpMs: 0, endMs: 60_000 },
  objectives: { latencyMs: 500, errorRatio: 0.01 },
}

const layout: Layout = {
  layout: 1,
  measures: ['endToEnd.okPerSecond', 'web.busy'],
  components: ['web'],
  connections: ['c-web'],
  windowMs: 250,
}

const fault: ActiveFault = { id: 'crash-web-1', type: 'crash', target: { type: 'component', id: 'web' }, sinceMs: 900 }

function reading(atMs: number, values: number[], numbers: Partial<Reading> = {}): Reading {
  return {
    atMs,
    layout: 1,
    values: Float64Array.from(values),
    health: Uint8Array.of(3),
    connectionRates: Float64Array.of(42),
    events: 1_000,
    achievedMsPerSecond: 1_000,
    ...numbers,
  }
}

function told(atMs: number, values: number[], faults: ActiveFault[] = [], numbers: Partial<Reading> = {}): Update {
  return { type: 'reading', runId: 1, reading: reading(atMs, values, numbers), faults, running: true }
}

function opened() {
  const sent: Command[] = []
  const timers: (() => void)[] = []
  const waiting: ((nowMs: number) => void)[] = []
  let say: (update: Update) => void = () => {}
  let nowMs = 0
  const run = createRunStore({
    port: { post: (command) => sent.push(command), listen: (receive) => (say = receive) },
    later: (_, callback) => {
      timers.push(callback)
      return () => timers.splice(timers.indexOf(callback), 1)
    },
    requestFrame: (callback) => waiting.push(callback),
  })
  return {
    run,
    sent,
    say: (update: Update) => say(update),
    elapse: () => timers.splice(0).forEach((callback) => callback()),
    draw: () => waiting.splice(0).forEach((callback) => callback((nowMs += 1_000))),
  }
}

function begun() {
  const app = opened()
  app.run.getState().start(blank)
  app.say({ type: 'started', runId: 1, layout })
  return app
}

describe('the run store', () => {
  it('that is stopped knows nothing, hears nothing more and waits', async () => {
    const { run, sent, say, elapse, draw } = begun()
    say(told(1_000, [40, 0.5], [fault]))
    const before = run.getState().runId
    run.getState().edit(blank)
    run.getState().stop()
    elapse()
    say(told(1_250, [41, 0.5], [fault]))
    say({ type: 'paused', runId: 1, atMs: 1_250 })
    draw()
    expect(sent.map(({ type }) => type)).toEqual(['start', 'stop'])
    expect(run.getState()).toMatchObject({ status: 'idle', layout: null, faults: [], story: [] })
    expect(run.getState().runId).toBeGreaterThan(before)
    expect(run.live.latest()).toBeNull()
    expect(run.live.atMs()).toBe(0)
    expect(await run.getState().askHistory({ fromMs: 0, toMs: 1, measures: [], points: 1 })).toBeUndefined()
    run.getState().start(blank)
    expect(sent.at(-1)).toMatchObject({ type: 'start', runId: 3 })
  })

  it('starts, pauses, resumes and finishes as the worker tells', () => {
    const { run, say } = opened()
    const statuses: string[] = []
    run.subscribe((state) => statuses.push(state.status))
    run.getState().start(blank)
    say({ type: 'started', runId: 1, layout })
    say({ type: 'paused', runId: 1, atMs: 10 })
    say({ type: 'resumed', runId: 1, atMs: 10 })
    expect(statuses).toEqual(['starting', 'running', 'paused', 'running'])
    expect(run.getState().seed).toBe(7)
  })

  it('stands still at its beginning when it was started so', () => {
    const { run, say } = opened()
    run.getState().start(blank, { paused: true })
    say({ type: 'started', runId: 1, layout })
    expect(run.getState().status).toBe('paused')
    say({ type: 'resumed', runId: 1, atMs: 0 })
    expect(run.getState().status).toBe('running')
  })

  it('keeps a run going when an edit is refused, and has none when a start is', () => {
    const { run, say } = opened()
    const problems = [{ code: 'noClient', where: '', params: {} }]
    run.getState().start(blank)
    say({ type: 'refused', runId: 1, problems })
    expect(run.getState()).toMatchObject({ status: 'refused', problems })
    run.getState().start(blank)
    say({ type: 'started', runId: 2, layout })
    say({ type: 'refused', runId: 2, problems })
    expect(run.getState()).toMatchObject({ status: 'running', problems })
    say({ type: 'edited', runId: 2, atMs: 3, layout })
    expect(run.getState().problems).toEqual([])
  })

  it('sends edits that follow each other closely as one, the last of them', () => {
    const { run, sent, elapse } = begun()
    const last = { ...blank, name: 'c' }
    for (const name of ['a', 'b']) run.getState().edit({ ...blank, name })
    run.getState().edit(last)
    expect(sent.filter((command) => command.type === 'edit')).toEqual([])
    elapse()
    expect(sent.filter((command) => command.type === 'edit')).toEqual([{ type: 'edit', architecture: last }])
  })

  it('sends a pending edit before a fault that may aim at what was just drawn', () => {
    const { run, sent } = begun()
    run.getState().edit({ ...blank, name: 'a' })
    run.getState().inject({ type: 'crash', target: { type: 'component', id: 'web' }, params: {} })
    run.getState().inject({ type: 'crash', target: { type: 'component', id: 'web' }, params: {} })
    expect(sent.map((command) => command.type)).toEqual(['start', 'edit', 'inject', 'inject'])
    const ids = sent.map((command) => (command.type === 'inject' ? command.fault.id : ''))
    expect(new Set(ids).size).toBe(3)
  })

  it('sends no edit of a document whose run has not begun', () => {
    const { run, sent, elapse } = opened()
    run.getState().edit(blank)
    elapse()
    expect(sent).toEqual([])
  })

  it('wakes the views of its state only when something happens, not for numbers', () => {
    const { run, say } = begun()
    say(told(250, [100, 0.5]))
    let woken = 0
    run.subscribe(() => woken++)
    for (let window = 2; window < 10; window++) say(told(window * 250, [100 + window, 0.5]))
    expect(woken).toBe(0)
    say(told(2_500, [0, 0], [fault]))
    expect(woken).toBe(1)
    expect(run.getState().faults).toEqual([fault])
  })

  it('remembers from when to when a fault was active', () => {
    const { run, say } = begun()
    say(told(1_000, [0, 0], [fault]))
    say(told(1_250, [0, 0], [fault]))
    say(told(1_500, [0, 0]))
    say(told(1_750, [0, 0]))
    expect(run.getState().faultPeriods).toEqual([{ fault, endMs: 1_500 }])
  })

  it('keeps the newest of a long story, numbered, and knows how much there was', () => {
    const { run, say } = begun()
    const events = Array.from({ length: 400 }, (_, index) => ({ atMs: index, code: 'edited', params: {} }))
    say({ type: 'happened', runId: 1, events })
    say({ type: 'happened', runId: 1, events })
    const { story, storyTotal } = run.getState()
    expect(storyTotal).toBe(800)
    expect(story).toHaveLength(STORY_LIMIT)
    expect([story[0]?.number, story.at(-1)?.number]).toEqual([301, 800])
  })

  it('forgets the last run when the next one starts', () => {
    const { run, say } = begun()
    say(told(1_000, [5, 0.1], [fault]))
    run.getState().start({ ...blank, settings: { ...blank.settings, seed: 8 } })
    expect(run.getState()).toMatchObject({ status: 'starting', seed: 8, faults: [], faultPeriods: [], storyTotal: 0 })
    expect(run.live.latest()).toBeNull()
  })
})

describe('live readings', () => {
  it('read health by the numbers that a run writes', () => expect(HEALTHS).toEqual(REPORTED_HEALTHS))

  it('are read by name', () => {
    const { run, say } = begun()
    say(told(250, [100, 0.5]))
    expect(run.live.value('web.busy')).toBe(0.5)
    expect(run.live.value('unheard.of')).toBeNaN()
    expect(run.live.health('web')).toBe('down')
    expect(run.live.rate('c-web')).toBe(42)
    expect(run.live.rate('nowhere')).toBeNaN()
  })

  it('of another layout are dropped, and the last of the old one stands until the first of the new', () => {
    const { run, say } = begun()
    say(told(250, [100, 0.5]))
    say({ type: 'edited', runId: 1, atMs: 300, layout: { ...layout, layout: 2, measures: ['web.busy'] } })
    expect(run.live.value('web.busy')).toBe(0.5)
    say(told(500, [1, 2]))
    expect(run.live.value('web.busy')).toBe(0.5)
    say(told(500, [0.75], [], { layout: 2 }))
    expect(run.live.value('web.busy')).toBe(0.75)
  })

  it('tell all views of the canvas in one frame, and only when something new has come', () => {
    const { run, say, draw } = begun()
    const heard: string[] = []
    run.live.subscribe(() => heard.push('a'))
    const leave = run.live.subscribe(() => heard.push('b'))
    say(told(250, [100, 0.5]))
    draw()
    draw()
    expect(heard).toEqual(['a', 'b'])
    leave()
    say(told(500, [100, 0.5]))
    draw()
    expect(heard).toEqual(['a', 'b', 'a'])
  })

  it('pass sampled requests on to whoever listens', () => {
    const { run, say } = begun()
    let count = 0
    const leave = run.live.onTraces((traces) => (count += traces.length))
    const trace = {
      client: 'c',
      request: 1,
      className: 'read',
      key: 1,
      startMs: 0,
      endMs: 4,
      outcome: 'ok',
      spans: [],
      hops: [],
    } as const
    say({ type: 'sampled', runId: 1, traces: [trace, trace] })
    leave()
    say({ type: 'sampled', runId: 1, traces: [trace] })
    expect(count).toBe(2)
  })
})

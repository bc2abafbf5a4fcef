import { describe, expect, it } from 'vitest'
import { constant, design, exponential, offering, Play, reads } from './play.fixture.ts'
import type { Trace } from './reading.ts'
import { TraceRecorder } from './recorder.ts'

const quick = { latencyMs: 2 }

/** Users, a balancer that tries twice, two servers, a database; all times are known. */
function chain(options: { perSecond?: number; timeoutMs?: number; onTimeout?: string } = {}) {
  const { perSecond = 20, timeoutMs = 1_000, onTimeout = 'abandon' } = options
  return design(
    {
      users: ['client', offering(perSecond, [reads({ name: 'look', keys: 7 })], { access: 'fibre' })],
      lb: ['load-balancer', { cpuTime: constant(1), addedLatency: constant(0) }],
      'web-1': ['server', { cpuTime: constant(10) }],
      'web-2': ['server', { cpuTime: constant(10) }],
      db: ['database', { readTime: exponential(5) }],
    },
    [
      ['users lb', { ...quick, timeoutMs: 5_000 }],
      ['lb web-1', { ...quick, timeoutMs, tries: 2, backoffMs: 0, onTimeout }],
      ['lb web-2', { ...quick, timeoutMs, tries: 2, backoffMs: 0, onTimeout }],
      ['web-1 db', quick],
      ['web-2 db', quick],
    ],
  )
}

function record(play: Play, untilMs: number, perSecond = 1e9): readonly Trace[] {
  const recorder = new TraceRecorder(play.run, { perSecond })
  play.run.machine.recorder = recorder
  play.to(untilMs)
  return recorder.take()
}

/** Spans of the request itself, in order. */
const own = (trace: Trace) => trace.spans.filter(({ abandoned }) => !abandoned)

describe('a trace', () => {
  const traces = record(new Play(chain()), 5_000)

  it('accounts for every ms from the beginning to the end', () => {
    expect(traces.length).toBeGreaterThan(50)
    for (const trace of traces) {
      const spans = own(trace)
      expect(spans[0]?.startMs).toBe(trace.startMs)
      expect(spans.at(-1)?.endMs).toBeCloseTo(trace.endMs, 6)
      spans.forEach((span, place) => expect(span.startMs).toBe(spans[place - 1]?.endMs ?? trace.startMs))
    }
  })

  it('goes down the stack of calls and up again', () => {
    const visits = own(traces[0]!).map(({ component, depth }) => [component, depth])
    expect(new Set(visits.map(([component, depth]) => `${component} ${depth}`))).toEqual(
      new Set(['lb 1', visits.some(([component]) => component === 'web-1') ? 'web-1 2' : 'web-2 2', 'db 3']),
    )
    expect(visits[0]).toEqual(['lb', 1])
    expect(visits.at(-1)).toEqual(['lb', 1])
  })

  it('has each hop there and back, in time', () => {
    const { hops, startMs, endMs } = traces[0]!
    const web = hops.some(({ connection }) => connection === 'lb-web-1') ? 'web-1' : 'web-2'
    expect(hops.map(({ connection, back }) => `${connection}${back ? ' back' : ''}`)).toEqual([
      'users-lb',
      `lb-${web}`,
      `${web}-db`,
      `${web}-db back`,
      `lb-${web} back`,
      'users-lb back',
    ])
    expect(hops[0]?.departMs).toBe(startMs)
    expect(hops.at(-1)?.arriveMs).toBe(endMs)
    for (const { departMs, arriveMs, outcome } of hops) {
      expect(arriveMs - departMs).toBeCloseTo(2, 9)
      expect(outcome).toBe('ok')
    }
  })

  it('names its client, class, key and number', () => {
    expect(traces.map(({ request }) => request).toSorted((a, b) => a - b)).toEqual([...traces.keys()])
    for (const trace of traces) {
      expect(trace).toMatchObject({ client: 'users', className: 'look', outcome: 'ok' })
      expect(trace.key).toBeGreaterThanOrEqual(0)
      expect(trace.key).toBeLessThan(7)
      expect(trace.culprit).toBeUndefined()
    }
  })
})

describe('a trace of trouble', () => {
  it('shows the second try and, while it is open, the work that nobody waited for', () => {
    const play = new Play(chain({ timeoutMs: 18 }))
    const found = record(play, 8_000).find(({ spans }) => spans.some(({ attempt }) => attempt === 2))!
    const spans = own(found)
    const lost = spans.find(({ cause }) => cause.type === 'timeout')!
    expect(lost.endMs - lost.startMs).toBeCloseTo(18, 6)
    expect(lost).toMatchObject({ depth: 2, attempt: 1 })
    expect(spans.filter(({ attempt }) => attempt === 2).every(({ startMs }) => startMs >= lost.endMs)).toBe(true)
    const abandoned = found.spans.filter((span) => span.abandoned)
    expect(abandoned.every(({ attempt }) => attempt === 1)).toBe(true)
  })

  it('says who was to blame', () => {
    const play = new Play(chain())
    play.break('errors', 'db', { ratio: 1 })
    const trace = record(play, 1_000)[0]!
    expect(trace).toMatchObject({ outcome: 'error', culprit: 'db' })
    expect(trace.hops.filter(({ back }) => back).every(({ outcome }) => outcome === 'error')).toBe(true)
  })

  it('shows a call that is lost on a cut connection', () => {
    const play = new Play(chain({ timeoutMs: 100 }))
    play.break('cut', 'lb-web-1')
    const traces = record(play, 2_000)
    const lost = traces.flatMap(({ hops }) => hops).filter(({ outcome }) => outcome === 'partitioned')
    expect(lost.length).toBeGreaterThan(0)
    expect(lost.every(({ connection }) => connection === 'lb-web-1')).toBe(true)
  })
})

describe('recording', () => {
  it('leaves the run as it is', () => {
    const silent = new Play(chain()).to(4_000)
    const heard = new Play(chain())
    record(heard, 4_000)
    expect(heard.digest).toBe(silent.digest)
  })

  it('takes about as many a second as are wanted, chosen by the request and not by what happens to it', () => {
    const play = new Play(chain({ perSecond: 200 }))
    record(play, 1_000, 20)
    const { length } = record(play, 6_000, 20)
    expect(length).toBeGreaterThan(60)
    expect(length).toBeLessThan(160)
  })

  it('is bounded when nobody takes the traces', () => {
    const traces = record(new Play(chain({ perSecond: 400 })), 4_000)
    expect(traces.length).toBeLessThanOrEqual(512)
  })

  it('of one request records that one only', () => {
    const all = record(new Play(chain()), 3_000)
    const play = new Play(chain())
    const client = play.run.built.components.find(({ id }) => id === 'users')!.index
    const wanted = all[7]!
    const recorder = new TraceRecorder(play.run, { only: { client, number: wanted.request } })
    play.run.machine.recorder = recorder
    play.to(wanted.endMs - 0.1)
    expect(recorder.isDone(play.run.machine)).toBe(false)
    expect(recorder.recovered()).toBeNull()
    play.to(3_000)
    expect(recorder.isDone(play.run.machine)).toBe(true)
    expect(recorder.recovered()).toEqual(wanted)
  })
})

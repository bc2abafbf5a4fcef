import { describe, expect, it } from 'vitest'
import { Checkpoints, type Savable } from './checkpoints.ts'
import { design, exponential, offering, Play, reads } from './play.fixture.ts'
import type { RequestRef, Trace } from './reading.ts'
import { TraceRecorder } from './recorder.ts'
import { recoverTrace } from './recover.ts'

const quick = { latencyMs: 2 }

function pair() {
  return design(
    {
      users: ['client', offering(60, [reads()])],
      lb: ['load-balancer', { healthIntervalMs: 500, healthTimeoutMs: 200, healthyThreshold: 2 }],
      web: ['server', { instances: 2, cores: 1, cpuTime: exponential(8) }],
      db: ['database'],
    },
    [
      ['users lb', quick],
      ['lb web', { ...quick, timeoutMs: 40, tries: 2 }],
      ['web db', quick],
    ],
  )
}

/** Runs with an edit, a crash and a repair on the way; keeps moments and, when asked, all traces. */
function eventful(recorder?: TraceRecorder, play = new Play(pair())) {
  const checkpoints = new Checkpoints()
  const traces: Trace[] = []
  let repair = () => {}
  for (let ms = 0; ms <= 6_000; ms += 250) {
    play.to(ms)
    if (ms === 1_000) play.set('web', { cores: 2 })
    if (ms === 2_000) repair = play.break('crash', 'web', {}, 1)
    if (ms === 4_000) repair()
    checkpoints.keep(play.run)
    traces.push(...(recorder?.take() ?? []))
  }
  return { play, checkpoints, traces }
}

const refOf = ({ client, request, startMs, endMs, outcome }: Trace): RequestRef => ({
  client,
  request,
  startMs,
  endMs,
  outcome,
})

describe('recovering a request', () => {
  const play = new Play(pair())
  const recorder = new TraceRecorder(play.run, { perSecond: 1e9 })
  play.run.machine.recorder = recorder
  const { checkpoints, traces } = eventful(recorder, play)

  it('gives what recording it would have given, whatever was edited and broken since', () => {
    const failed = traces.filter(({ outcome }) => outcome !== 'ok')
    const chosen = [...failed.slice(0, 3), ...[3, 40, 110, 140, 250, 300].map((place) => traces[place]!)]
    expect(failed.length).toBeGreaterThan(2)
    for (const trace of chosen) {
      const recovered = recoverTrace(play.run, refOf(trace), checkpoints)!
      // Hops and spans of work for nobody may have been added after the answer.
      const hops = recovered.hops.slice(0, trace.hops.length)
      const spans = recovered.spans.slice(0, trace.spans.length)
      expect({ ...recovered, hops, spans }).toEqual(trace)
    }
  })

  it('follows the work that went on for nobody after the answer', () => {
    const timedOut = traces.filter(({ spans }) => spans.some(({ cause }) => cause.type === 'timeout'))
    const late = timedOut
      .map((trace) => recoverTrace(play.run, refOf(trace), checkpoints)!)
      .filter(({ spans, endMs }) => spans.some((span) => span.abandoned && span.endMs > endMs))
    expect(late.length).toBeGreaterThan(0)
  })

  it('leaves the run exactly as it was', () => {
    const { story, machine } = play.run
    const before = { digest: play.digest, nowMs: machine.nowMs, events: machine.events, story: [...story] }
    expect(recoverTrace(play.run, refOf(traces[20]!), checkpoints)).not.toBeNull()
    expect({ digest: play.digest, nowMs: machine.nowMs, events: machine.events, story: play.run.story }).toEqual(before)
    expect(machine.recorder).toBe(recorder)
    const undisturbed = eventful().play.to(8_000)
    expect(play.to(8_000).digest).toBe(undisturbed.digest)
  })

  it('gives nothing for a request that never was, or a client that is gone', () => {
    const ref = refOf(traces[20]!)
    expect(recoverTrace(play.run, { ...ref, request: 1e9 }, checkpoints)).toBeNull()
    expect(recoverTrace(play.run, { ...ref, client: 'nobody' }, checkpoints)).toBeNull()
    expect(recoverTrace(play.run, ref, new Checkpoints())).toBeNull()
  })
})

describe('kept moments', () => {
  /** A run of which only the clock matters: so many events a ms, so many words. */
  function clock(words: number) {
    const machine = { nowMs: 0, events: 0, arena: { usedWords: words } }
    return { machine, save: () => machine.nowMs } as unknown as Savable<number> & {
      machine: { nowMs: number; events: number }
    }
  }

  function after(ms: number, { words, budgetBytes }: { words: number; budgetBytes: number }) {
    const run = clock(words)
    const checkpoints = new Checkpoints<number>(budgetBytes)
    for (let at = 0; at <= ms; at += 100) {
      Object.assign(run.machine, { nowMs: at, events: at * 1_000 })
      checkpoints.keep(run)
    }
    return checkpoints
  }

  it('stay within the budget, the first and the newest among them', () => {
    const checkpoints = after(600_000, { words: 1_000, budgetBytes: 80_000 })
    expect(checkpoints.keptBytes).toBeLessThanOrEqual(80_000)
    expect(checkpoints.timesMs).toHaveLength(20)
    expect(checkpoints.timesMs[0]).toBe(0)
    expect(checkpoints.timesMs.at(-1)).toBeGreaterThan(599_000)
  })

  it('are dense lately and sparse long ago', () => {
    const { timesMs } = after(600_000, { words: 1_000, budgetBytes: 80_000 })
    const gaps = timesMs.slice(1).map((ms, place) => ({ gap: ms - timesMs[place]!, age: 600_000 - ms }))
    for (const { gap, age } of gaps) expect(gap).toBeLessThan(1_000 + 1.5 * (age + 1_000))
    expect(Math.min(...gaps.map(({ gap }) => gap))).toBeLessThan(1_000)
    expect(Math.max(...gaps.map(({ gap }) => gap))).toBeGreaterThan(50_000)
  })

  it('lead back to the nearest before a time', () => {
    const checkpoints = after(10_000, { words: 100, budgetBytes: 1e9 })
    const { timesMs } = checkpoints
    expect(checkpoints.before(timesMs[5]! + 1)).toBe(timesMs[5])
    expect(checkpoints.before(timesMs[5]!)).toBe(timesMs[4])
    expect(checkpoints.before(0)).toBe(0)
  })

  it('are not taken when little has happened since the last', () => {
    const run = clock(1_000_000)
    const checkpoints = new Checkpoints<number>()
    checkpoints.keep(run)
    Object.assign(run.machine, { nowMs: 10_000, events: 900_000 })
    checkpoints.keep(run)
    expect(checkpoints.timesMs).toEqual([0])
    Object.assign(run.machine, { events: 1_100_000 })
    checkpoints.keep(run)
    expect(checkpoints.timesMs).toEqual([0, 10_000])
  })
})

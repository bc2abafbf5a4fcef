import { describe, expect, test } from 'vitest'
import { Journal } from '../../engine/journal.ts'
import * as L from '../../engine/layout.ts'
import { constant, design, Play, reads, statics, writes } from '../../simulation/play.fixture.ts'
import { packTrace, type Trace, type TraceRow } from '../trace.ts'

const instant = { cpuTime: constant(0), staticCpuTime: constant(0) }

function row(atMs: number | undefined, key: number, more: Partial<TraceRow> = {}): TraceRow {
  return { atMs, key, operation: 'read', bytes: undefined, ...more }
}

/** A client that replays a trace before a server and a cache. */
function replayed(trace: Trace | null, config: object = {}): { play: Play; starts: () => readonly number[] } {
  const users = ['client', { load: 'trace', trace, classes: [reads(), writes(), statics()], ...config }]
  const play = new Play(
    design({ users: users as never, web: ['server', instant], cache: ['cache', { capacity: 2 }] }, [
      ['users web', { latencyMs: 0 }],
      ['web cache'],
    ]),
  )
  const journal = new Journal()
  play.run.machine.recorder = journal
  return { play, starts: () => journal.requests.map(({ startedMs }) => startedMs).toSorted((a, b) => a - b) }
}

describe('a recording with times', () => {
  const times = [0, 0.125, 0.125, 17.375, 1_000, 1_000, 59_999.999]
  const trace = packTrace(
    'times',
    times.map((atMs, n) => row(atMs, n)),
  )

  test('comes at its times, once', () => {
    const { play, starts } = replayed(trace)
    play.to(200_000)
    expect(play.of('users').arrivals).toBe(times.length)
    starts().forEach((start, n) => expect(start).toBeCloseTo(times[n]!, 6))
  })

  test('an edit in the middle changes nothing of it; nor does stopping', () => {
    const { play, starts } = replayed(trace)
    play.to(500)
    play.set('users', { access: '4g' })
    play.to(700)
    play.to(100_000)
    expect(starts()).toHaveLength(times.length)
    starts().forEach((start, n) => expect(start).toBeCloseTo(times[n]!, 6))
  })

  test('another recording begins where it is put in', () => {
    const { play, starts } = replayed(trace)
    play.to(5_000)
    const other = packTrace('other', [row(10, 0), row(20, 1)])
    play.set('users', { trace: other as never })
    play.to(100_000)
    expect(starts().slice(-2).map(Math.round)).toEqual([5_010, 5_020])
    expect(starts()).toHaveLength(8)
  })

  test('a spike makes it run faster, and what follows comes earlier', () => {
    const { play, starts } = replayed(
      packTrace(
        'even',
        Array.from({ length: 100 }, (_, n) => row(n * 1_000, n)),
      ),
    )
    play.to(9_500)
    const end = play.break('spike', 'users', { factor: 2 })
    play.to(20_000)
    end()
    play.to(200_000)
    expect(starts()).toHaveLength(100)
    // 10 s to 20 s at twice the pace: 20 rows instead of 10.
    expect(starts()[30]).toBeCloseTo(20_000, 6)
    // The gap that was under way at the end keeps its length.
    expect(starts()[99]).toBeCloseTo(88_500, 6)
  })

  test('slices and a checkpoint in the middle change nothing', () => {
    const rows = Array.from({ length: 3_000 }, (_, n) => row(n * 3 + (n % 3), n % 11))
    const whole = replayed(packTrace('slices', rows)).play.to(12_000)
    const sliced = replayed(packTrace('slices', rows)).play.to(4_000, 3)
    const { machine } = sliced.run
    const middle = machine.checkpoint()
    sliced.to(7_000)
    machine.restore(middle)
    expect(sliced.to(12_000, 7).digest).toBe(whole.digest)
    expect(whole.of('users').arrivals).toBe(3_000)
  })

  test('without a recording nobody comes', () => {
    expect(replayed(null).play.to(10_000).of('users').arrivals).toBe(0)
  })
})

describe('a recording without times', () => {
  const keys = [0, 1, 2, 0, 1, 2, 2, 1]
  const trace = packTrace(
    'keys',
    keys.map((key) => row(undefined, key)),
  )

  test('comes at the rate of the client, in order, and ends', () => {
    const { play, starts } = replayed(trace, { rate: 10, arrivals: 'constant' })
    play.to(60_000)
    starts().forEach((start, n) => expect(start).toBeCloseTo(100 * (n + 1), 6))
    expect(starts()).toHaveLength(keys.length)
    // An LRU cache of two entries: all miss but the second 2 and the last 1.
    expect(play.of('cache').counter('hits')).toBe(2)
    expect(play.of('cache').counter('lookups')).toBe(8)
  })

  test('ten at once are ten rows', () => {
    const many = packTrace(
      'many',
      Array.from({ length: 1_000 }, (_, n) => row(undefined, n % 7)),
    )
    const { play } = replayed(many, { rate: 100, arrivals: 'batch', batchSize: 10 })
    play.to(600_000)
    expect(play.of('users').arrivals).toBe(1_000)
  })
})

test('a row says what is asked for and how much travels; else the class with its operation does', () => {
  const trace = packTrace('mixed', [
    row(0, 5, { operation: 'write', bytes: 700 }),
    row(1, 5, { operation: 'static' }),
    row(2, 6),
    row(3, 6, { operation: 'job' }),
  ])
  const classes = [reads({ bytes: 111, priority: 9 }), statics({ bytes: 222, priority: 1 })]
  const { play } = replayed(trace, { classes })
  const journal = new Journal()
  const seen: string[] = []
  const { ended } = Journal.prototype
  journal.ended = (machine, frame, outcome) => {
    const request = machine.i32[frame + L.REQUEST]!
    const at = (place: number) => machine.i32[request + place]
    seen.push([at(L.R_KEY), at(L.R_OPERATION), at(L.R_BYTES), at(L.R_PRIORITY)].join(' '))
    ended.call(journal, machine, frame, outcome)
  }
  play.run.machine.recorder = journal
  play.to(1_000)
  expect(seen).toEqual(['5 3 700 5', '5 1 222 1', '6 2 111 9', '6 4 2000 5'])
})

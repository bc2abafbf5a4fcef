/** What the network does to messages: jitter, losses that are sent again, and a line before a narrow pipe. */
import { describe, expect, it } from 'vitest'
import { audit, leftovers } from './audit.ts'
import type { Distribution } from './distributions.ts'
import * as H from './header.ts'
import * as L from './layout.ts'
import type { Step } from './plan.ts'
import { Rig, type RigLink } from './rig.ts'
import { answer, call, exponential } from './rig-steps.ts'
import { disturbWire, type WireSpec } from './wire.ts'

const OFF: WireSpec = { jitterLaw: -1, loss: 0, bandwidthMbps: null }

/** What the request carries, bytes. */
function carry(bytes: number): Step {
  return {
    op: 'do',
    run: ({ i32 }, frame) => (i32[i32[frame + L.REQUEST]! + L.R_BYTES] = bytes),
  }
}

/** A client that calls a server, which answers at once; both are 5 ms apart. */
function createPair(
  wire: Partial<WireSpec>,
  { bytes = 0, jitter, ...link }: RigLink & { bytes?: number; jitter?: Distribution } = {},
) {
  const rig = new Rig()
  const server = rig.add('server').plan([answer()])
  const client = rig.add('client')
  const jitterLaw = jitter === undefined ? -1 : rig.machine.program.law(jitter)
  const [made] = client.connect(0, [server], { latencyMs: 5, ...link, wire: { ...OFF, jitterLaw, ...wire } })
  const steps = [carry(bytes), call(0), answer('asCalled')]
  return { rig, server, client, link: made!, steps, journal: rig.keepJournal() }
}

/** Sends so many requests a ms each after the other; the times they took. */
function timesOf({ rig, client, steps, journal }: ReturnType<typeof createPair>, requests: number): readonly number[] {
  client.source(1, steps)
  rig.run(requests)
  rig.arena.f64[(rig.arena.i32[client.instances[0]! + L.N_CELLS]! >> 1) + 2] = 1e12
  rig.run(1e9)
  return journal.requests.map(({ latencyMs }) => latencyMs)
}

function expectMean(values: readonly number[], expected: number): void {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1)
  expect(Math.abs(mean - expected) / Math.sqrt(variance / values.length), `${mean} for ${expected}`).toBeLessThan(3.5)
}

describe('jitter', () => {
  it('is drawn anew for each message, there and back', () => {
    const pair = createPair({}, { jitter: exponential(8) })
    const times = timesOf(pair, 4_000)
    expectMean(times, 10 + 16)
    // Two independent ones have twice the variance of one: the square of the difference from 26 ms is 128 on average.
    expectMean(
      times.map((ms) => (ms - 26) ** 2),
      2 * 64,
    )
    expect(leftovers(pair.rig, 1)).toEqual([])
  })

  it('of what belongs to no request comes from the link, and is the same in every run', () => {
    const run = (): number => {
      const rig = new Rig()
      const server = rig.add('server').plan([answer()])
      const client = rig.add('client')
      const jitterLaw = rig.machine.program.law(exponential(8))
      client.connect(0, [server], { latencyMs: 5, wire: { ...OFF, jitterLaw } })
      client.daemon([{ op: 'loop', body: [call(0)] }])
      rig.run(10_000)
      expect(audit(rig)).toEqual([])
      return server.arrivals
    }
    expect(run()).toBe(run())
    // A round takes 26 ms with a standard deviation of 11.3.
    expect(Math.abs(run() - 10_000 / 26)).toBeLessThan((4 * 11.3 * Math.sqrt(10_000 / 26)) / 26)
  })
})

describe('loss', () => {
  it('is made up for by sending again, after twice as long each time', () => {
    const pair = createPair({ loss: 0.1 })
    const times = timesOf(pair, 20_000)
    const again = 210
    // Of both messages, none is lost with 0.81; the first pause is 200 ms and a round trip, the next one twice that.
    const share = (ms: number) => times.filter((each) => Math.abs(each - ms) < 1e-6).length / times.length
    expect(Math.abs(share(10) - 0.81)).toBeLessThan(4 * Math.sqrt((0.81 * 0.19) / 20_000))
    expect(Math.abs(share(10 + again) - 2 * 0.09 * 0.9)).toBeLessThan(4 * Math.sqrt((0.162 * 0.838) / 20_000))
    expect(Math.abs(share(10 + 3 * again) - 2 * 0.009 * 0.9)).toBeLessThan(4 * Math.sqrt((0.0162 * 0.9838) / 20_000))
    expect(leftovers(pair.rig, 1)).toEqual([])
  })

  it('ends when the fault does, and messages that are under way come to their end', () => {
    const pair = createPair({ loss: 0 })
    const ask = pair.client.asks(pair.steps)
    pair.rig.at(0, () => disturbWire(pair.rig.arena, pair.link, { loss: 0.9, bandwidthMbps: null }))
    for (let n = 0; n < 20; n++) pair.rig.at(n, ask)
    pair.rig.at(30, () => disturbWire(pair.rig.arena, pair.link, { loss: 0, bandwidthMbps: null }))
    expect(audit(pair.rig)).toEqual([])
    pair.rig.at(100, ask)
    pair.rig.run(110)
    expect(pair.journal.requests.at(-1)).toMatchObject({ startedMs: 100, latencyMs: 10 })
  })

  it('for good leaves it to the deadline', () => {
    const pair = createPair({ loss: 1 }, { timeoutMs: 50 })
    pair.rig.at(0, pair.client.asks(pair.steps))
    pair.rig.run(1_000)
    expect(pair.journal.requests[0]).toMatchObject({ outcome: 'timedOut', latencyMs: 50 })
    expect(leftovers(pair.rig)).toEqual([])
  })
})

describe('bandwidth', () => {
  it('lets answers leave one after the other', () => {
    // 0.8 Mbit/s are 100 bytes a ms: 5 ms for a request, and 25 ms for an answer with 2,000 bytes.
    const pair = createPair({ bandwidthMbps: 0.8 }, { bytes: 2_000 })
    const ask = pair.client.asks(pair.steps)
    for (let n = 0; n < 3; n++) pair.rig.at(0, ask)
    pair.rig.run(1_000)
    expect(pair.journal.requests.map(({ latencyMs }) => latencyMs)).toEqual([40, 65, 90])
    expect(leftovers(pair.rig)).toEqual([])
  })

  it('is for the call what is sent, and for the answer what is fetched', () => {
    const pair = createPair({ bandwidthMbps: 0.8 }, { bytes: 2_000 })
    const [UPLOAD, FETCH, DROP] = [3, 4, 5]
    pair.rig.arena.i32[H.UPLOADS] = 1 << UPLOAD
    pair.rig.arena.i32[H.BARE] = 1 << DROP
    const arrivedMs = (operation: number) => {
      const ask = pair.client.asks([carry(2_000), call(0, operation), answer('asCalled')])
      const begin = pair.rig.machine.nowMs
      const before = pair.server.arrivals
      ask()
      let ms = 0
      while (pair.server.arrivals === before) pair.rig.run(begin + ++ms)
      pair.rig.run(begin + 1_000)
      return [ms, pair.journal.requests.at(-1)!.latencyMs]
    }
    // 25 ms for what is large, 5 ms for what is small, and 5 ms of way.
    expect([UPLOAD, FETCH, DROP].map(arrivedMs)).toEqual([
      [30, 40],
      [10, 40],
      [10, 20],
    ])
    expect(leftovers(pair.rig)).toEqual([])
  })

  it('makes a line as long as that of a queue with constant service', () => {
    // An answer takes 10.1 ms of 16 between two requests: M/D/1. Requests take 0.1 ms, which hardly disturbs it.
    const pair = createPair({ bandwidthMbps: 40 }, { bytes: 50_000 })
    pair.client.source(1 / 16, pair.steps)
    const batches = Array.from({ length: 20 }, (_, n) => {
      const before = pair.journal.requests.length
      pair.rig.run((n + 1) * 60_000)
      const batch = pair.journal.requests.slice(before)
      return batch.reduce((sum, { latencyMs }) => sum + latencyMs, 0) / batch.length
    })
    const service = 10.1
    const load = service / 16
    expectMean(batches, 10 + 0.1 + service + (load * service) / (2 * (1 - load)))
  })

  it('of a fault is the narrower one that counts', () => {
    const pair = createPair({ bandwidthMbps: 0.8 }, { bytes: 2_000 })
    const ask = pair.client.asks(pair.steps)
    const narrow = (bandwidthMbps: number | null) => disturbWire(pair.rig.arena, pair.link, { loss: 0, bandwidthMbps })
    pair.rig.at(0, () => narrow(0.4))
    pair.rig.at(0, ask)
    pair.rig.at(200, () => narrow(8))
    pair.rig.at(200, ask)
    pair.rig.at(400, () => narrow(null))
    pair.rig.at(400, ask)
    pair.rig.run(1_000)
    expect(pair.journal.requests.map(({ latencyMs }) => latencyMs)).toEqual([70, 40, 40])
  })
})

describe('a connection that is cut one way', () => {
  it.each([
    { flag: L.CUT_OUT, arrivals: 0 },
    { flag: L.CUT_BACK, arrivals: 1 },
  ])('loses calls or answers ($flag)', ({ flag, arrivals }) => {
    const pair = createPair({}, { timeoutMs: 50 })
    pair.rig.arena.i32[pair.link + L.L_FLAGS]! |= flag
    pair.rig.at(0, pair.client.asks(pair.steps))
    pair.rig.run(1_000)
    expect(pair.server.ended).toBe(arrivals)
    expect(pair.journal.requests[0]).toMatchObject({ outcome: 'timedOut', latencyMs: 50 })
    expect(leftovers(pair.rig)).toEqual([])
  })
})

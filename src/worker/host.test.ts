import { describe, expect, it } from 'vitest'
import type { Architecture } from '../architecture/architecture.ts'
import { setField, setSettings } from '../architecture/edits.ts'
import { firstSteps } from '../examples/first-steps.ts'
import { Run } from '../simulation/run.ts'
import { createHost } from './host.ts'
import type { Command, Pace, Update } from './protocol.ts'

const START = setSettings(firstSteps.architecture, { endMs: 6_000, warmUpMs: 1_000 })

/** A thread whose clock moves by a fixed step at every look, so that slices are as long as the test wants. */
class Thread {
  readonly updates: Update[] = []
  private readonly waiting: { atMs: number; callback: () => void }[] = []
  private wallMs = 0
  private readonly tickMs: number
  private readonly host

  constructor(tickMs: number) {
    this.tickMs = tickMs
    this.host = createHost({
      post: (update) => this.updates.push(structuredClone(update)),
      later: (ms, callback) => this.waiting.push({ atMs: this.wallMs + ms, callback }),
      now: () => (this.wallMs += this.tickMs),
    })
  }

  send(command: Command): this {
    this.host.receive(structuredClone(command))
    return this
  }

  /** Lets the thread work until nothing waits any more or `enough` says so. */
  work(enough: () => boolean = () => false): this {
    for (let turns = 0; turns < 100_000 && this.waiting.length > 0 && !enough(); turns++) {
      const next = this.waiting.shift()
      this.wallMs = Math.max(this.wallMs, next?.atMs ?? 0)
      next?.callback()
    }
    return this
  }

  of<T extends Update['type']>(type: T): Extract<Update, { type: T }>[] {
    return this.updates.filter((update): update is Extract<Update, { type: T }> => update.type === type)
  }

  get simulatedMs(): number {
    return this.of('reading').at(-1)?.reading.atMs ?? 0
  }

  get digest(): string | undefined {
    return this.of('finished')[0]?.summary.digest
  }
}

function started(options: { tickMs?: number; pace?: Pace; architecture?: Architecture } = {}): Thread {
  const { tickMs = 11, pace = 'fastest', architecture = START } = options
  return new Thread(tickMs).send({ type: 'start', runId: 1, architecture, pace, paused: false })
}

describe('a host', () => {
  it('says that it is ready, starts a run, reads it and finishes it', () => {
    const thread = started().work()
    expect(thread.updates[0]).toEqual({ type: 'ready', protocol: 1 })
    const types = new Set(thread.updates.map(({ type }) => type))
    expect([...types]).toEqual(expect.arrayContaining(['started', 'reading', 'sampled', 'finished']))
    const [finished] = thread.of('finished')
    expect(finished?.summary.endToEnd.arrivals).toBeGreaterThan(100)
    const layout = thread.of('started')[0]?.layout
    expect(thread.of('reading').at(-1)?.reading.values.length).toBe(layout?.measures.length)
  })

  it('comes to the same end at every pace, with slices of every length, paused or stepped', () => {
    const expected = started().work().digest
    expect(expected).toMatch(/^[0-9a-f]{8,}$/)
    for (const [pace, tickMs] of [
      [1_000, 0.3],
      [100, 5],
      [100_000, 0.01],
      ['fastest', 3],
    ] as const) {
      expect(started({ pace, tickMs }).work().digest, `${pace} ${tickMs}`).toBe(expected)
    }
    const paused = started()
    paused.work(() => paused.simulatedMs > 2_000).send({ type: 'pause' })
    for (let n = 0; n < 5; n++) paused.send({ type: 'step', events: 137 })
    expect(paused.send({ type: 'resume' }).work().digest).toBe(expected)
  })

  it('comes to the same end whether or not it was asked about history, causes and traces', () => {
    const expected = started().work().digest
    const asked = started()
    asked.work(() => asked.simulatedMs > 3_000)
    asked.send({ type: 'why', queryId: 1, fromMs: 0, toMs: 3_000 })
    const layout = asked.of('started')[0]?.layout
    const measures = layout?.measures.slice(0, 5) ?? []
    asked.send({ type: 'history', queryId: 2, fromMs: 0, toMs: 3_000, measures, points: 50 })
    const request = asked.of('sampled').flatMap(({ traces }) => traces)[0]!
    asked.send({ type: 'trace', queryId: 3, request })
    const trace = asked.of('trace')[0]?.trace
    expect(trace?.request).toBe(request.request)
    expect(trace?.spans.length).toBeGreaterThan(0)
    expect(asked.of('history')[0]?.values.length).toBe((asked.of('history')[0]?.timesMs.length ?? 0) * measures.length)
    expect(asked.of('why')[0]?.report.ended).toBeGreaterThan(0)
    expect(asked.work().digest).toBe(expected)
  })

  it('comes to the same end as a run in Node without a host', () => {
    const made = Run.create(START)
    if (!made.ok) throw new Error('the example must run')
    while (!made.value.advance(START.settings.endMs, 10_000));
    const words = [made.value.machine.events]
    expect(started().work().of('finished')[0]?.summary.events).toBe(words[0])
  })

  it('keeps its pace: about as much simulated time as wall time passes at ×1', () => {
    const thread = started({ pace: 1_000, tickMs: 0.5 })
    thread.work(() => thread.of('reading').length > 20)
    const { achievedMsPerSecond } = thread.of('reading').at(-1)!.reading
    expect(achievedMsPerSecond).toBeGreaterThan(900)
    expect(achievedMsPerSecond).toBeLessThan(1_100)
  })

  it('says what keeps a document from running, and goes on with the run there was', () => {
    const thread = started()
    thread.work(() => thread.simulatedMs > 1_000)
    const empty = { ...START, components: [], connections: [] }
    thread.send({ type: 'edit', architecture: empty })
    expect(thread.of('refused')[0]?.problems[0]?.code).toBe('nothingDrawn')
    expect(thread.work().of('finished')).toHaveLength(1)
  })

  it('applies an edit now: ten times the users, about ten times the requests', () => {
    const thread = started()
    thread.work(() => thread.simulatedMs > 3_000)
    const users = START.components.find(({ id }) => id === 'users')!.config['users'] as number
    const owner = { type: 'component', id: 'users' } as const
    thread.send({ type: 'edit', architecture: setField(START, owner, 'users', users * 10) })
    expect(thread.of('edited')[0]?.atMs).toBeGreaterThan(2_900)
    thread.work()
    const query = { type: 'history', measures: ['endToEnd.offeredPerSecond'], points: 1 } as const
    const again = started()
    again.work(() => again.simulatedMs > 2_900)
    again.send({ ...query, queryId: 1, fromMs: 0, toMs: 2_900 })
    const before = again.of('history')[0]!.values[0]!
    again.send({ type: 'edit', architecture: setField(START, owner, 'users', users * 10) })
    again.work(() => again.simulatedMs > 5_500)
    again.send({ ...query, queryId: 2, fromMs: 3_500, toMs: 5_500 })
    expect(again.of('history')[1]!.values[0]! / before).toBeGreaterThan(7)
  })

  it('injects and repairs faults, tells the story once and lists what is active', () => {
    const thread = started()
    thread.work(() => thread.simulatedMs > 1_000)
    const fault = { id: 'f1', type: 'crash', target: { type: 'component', id: 'web-1' }, params: {} } as const
    thread.send({ type: 'inject', fault })
    thread.work(() => thread.simulatedMs > 3_500)
    expect(
      thread
        .of('reading')
        .at(-1)
        ?.faults.map(({ id }) => id),
    ).toEqual(['f1'])
    thread.send({ type: 'repair', faultId: 'f1' }).work()
    const codes = thread.of('happened').flatMap(({ events }) => events.map(({ code }) => code))
    expect(codes.filter((code) => code === 'faultInjected')).toHaveLength(1)
    expect(codes).toEqual(expect.arrayContaining(['faultInjected', 'targetDown', 'faultRepaired']))
  })
})

import { describe, expect, it } from 'vitest'
import { setSettings } from '../architecture/edits.ts'
import { emptyArchitecture } from '../architecture/empty.ts'
import { replicate } from '../cli/replicate.ts'
import { singleServer } from '../examples/single-server.ts'
import { createHost, type Host } from '../worker/host.ts'
import type { Update } from '../worker/protocol.ts'
import { type Bench, createMeasuredStore } from './measured.ts'

const PLAN = { replications: 3, warmUpMs: 1_000, endMs: 4_000 }

/** Benches whose workers do a slice of work whenever they are told to. */
function workshop() {
  const waiting: (() => void)[] = []
  const says: ((update: Update) => void)[] = []
  const log: string[] = []
  let nowMs = 0
  const open = (): Bench => {
    log.push('opened')
    let receive: (update: Update) => void = () => {}
    let host: Host | undefined
    says.push((update) => receive(update))
    return {
      port: {
        post: (command) => host?.receive(structuredClone(command)),
        listen(listener) {
          receive = listener
          host = createHost({
            post: (update) => receive(structuredClone(update)),
            later: (_, callback) => waiting.push(callback),
            now: () => (nowMs += 20),
          })
        },
      },
      close: () => log.push('closed'),
    }
  }
  const store = createMeasuredStore(open)
  const work = (until: () => boolean) => {
    while (!until() && waiting.length > 0) waiting.shift()?.()
  }
  return { store, log, says, work, state: store.getState }
}

describe('a measured run', () => {
  it('comes to what the command line says of the same design', () => {
    const { state, work, log } = workshop()
    const architecture = setSettings(singleServer.architecture, { seed: 5 })
    state().measure(architecture, PLAN)
    work(() => state().status === 'done')
    const { measurement } = state()
    expect(measurement).toMatchObject({
      runs: 3,
      planned: 3,
      firstSeed: 5,
      lastSeed: 7,
      warmUpMs: 1_000,
      durationMs: 3_000,
    })
    const told = replicate(setSettings(architecture, { warmUpMs: PLAN.warmUpMs, endMs: PLAN.endMs }), 3)
    expect(told.ok && measurement?.figures.map(({ path, estimate }) => [path, estimate])).toEqual(
      told.ok && measurement?.figures.map(({ path }) => [path, told.value.estimates.get(path) ?? expect.anything()]),
    )
    expect(measurement?.figures.length).toBeGreaterThan(10)
    expect(log).toEqual(['opened', 'closed'])
  })

  it('tells how far it is, ever farther', () => {
    const { store, state, work } = workshop()
    const shares: number[] = []
    store.subscribe(({ share }) => shares.push(share))
    state().measure(singleServer.architecture, PLAN)
    work(() => state().status === 'done')
    expect(shares.length).toBeGreaterThan(6)
    expect(shares).toEqual(shares.toSorted((a, b) => a - b))
    expect(shares.at(-1)).toBe(1)
  })

  it('that is stopped keeps what it has if that is enough', () => {
    const { state, work, log } = workshop()
    state().measure(singleServer.architecture, { ...PLAN, replications: 5 })
    work(() => state().finished === 1)
    state().stop()
    expect(state()).toMatchObject({ status: 'idle', measurement: null })
    state().measure(singleServer.architecture, { ...PLAN, replications: 5 })
    work(() => state().finished === 2)
    state().stop()
    expect(state()).toMatchObject({ status: 'done', measurement: { runs: 2, planned: state().planned } })
    expect(log).toEqual(['opened', 'closed', 'opened', 'closed'])
  })

  it('hears nothing of a worker that has been left', () => {
    const { state, says } = workshop()
    state().measure(singleServer.architecture, PLAN)
    state().stop()
    says[0]?.({ type: 'crashed', runId: 1, message: 'too late', stack: '', seed: 0, atMs: 0 })
    expect(state().status).toBe('idle')
  })

  it('says why a design cannot run, and what broke', () => {
    const { state, says } = workshop()
    state().measure(emptyArchitecture('nothing'), PLAN)
    expect(state().status).toBe('refused')
    expect(state().problems.length).toBeGreaterThan(0)
    state().measure(singleServer.architecture, PLAN)
    says[1]?.({ type: 'crashed', runId: 1, message: 'a frame was freed twice', stack: '', seed: 1, atMs: 5 })
    expect(state()).toMatchObject({ status: 'crashed', message: 'a frame was freed twice' })
  })
})

import { expect, test } from 'vitest'
import { singleServer } from '../examples/single-server.ts'
import type { Command, Update } from '../worker/protocol.ts'
import { type Measured, measure, type Progress } from './measurement.ts'

/** A worker that is told what to answer. */
function hand() {
  const heard: Command[] = []
  let receive: (update: Update) => void = () => undefined
  let isDismissed = false
  return {
    heard,
    say: (update: Update) => receive(update),
    isDismissed: () => isDismissed,
    hire: () => ({
      port: {
        post: (command: Command) => void heard.push(command),
        listen: (listener: (update: Update) => void) => void (receive = listener),
      },
      dismiss: () => void (isDismissed = true),
    }),
  }
}

const architecture = singleServer.architecture
const finished = (runId: number): Update => ({ type: 'finished', runId, summary: { seed: runId } as never })

function begin(replications: number) {
  const worker = hand()
  const told: Progress[] = []
  const ends: Measured[] = []
  const cancel = measure(
    { architecture, replications, hire: worker.hire },
    { progress: (progress) => void told.push(progress), end: (measured) => void ends.push(measured) },
  )
  return { worker, told, ends, cancel }
}

test('runs follow each other, each with the next seed, as fast as they can', () => {
  const { worker, told, ends } = begin(3)
  for (const runId of [1, 2, 3]) worker.say(finished(runId))
  const starts = worker.heard.flatMap((command) => (command.type === 'start' ? [command] : []))
  const { seed } = architecture.settings
  expect(starts.map((start) => start.architecture.settings.seed)).toEqual([seed, seed + 1, seed + 2])
  expect(starts.every(({ pace, paused }) => pace === 'fastest' && !paused)).toBe(true)
  expect(told.at(-1)).toEqual({ done: 3, share: 0 })
  expect(ends).toHaveLength(1)
  expect(ends[0]).toMatchObject({ type: 'done', summaries: [{ seed: 1 }, { seed: 2 }, { seed: 3 }] })
  expect(worker.isDismissed()).toBe(true)
})

test('a design that cannot run says so once, and the worker goes', () => {
  const { worker, ends } = begin(5)
  worker.say({ type: 'refused', runId: 1, problems: [{ code: 'noClient', where: '', params: {} }] })
  expect(ends).toEqual([{ type: 'refused', problems: [{ code: 'noClient', where: '', params: {} }] }])
  expect(worker.isDismissed()).toBe(true)
})

test('called off, it ends without a result', () => {
  const { worker, ends, cancel } = begin(5)
  worker.say(finished(1))
  cancel()
  expect(worker.isDismissed()).toBe(true)
  expect(ends).toEqual([])
})

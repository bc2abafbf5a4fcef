/** The same document, seed and script give the same digest in the browser's worker and in Node. */
import type { Page } from '@playwright/test'
import { setField } from '../src/architecture/edits.ts'
import type { Architecture, Fault } from '../src/architecture/architecture.ts'
import { present } from '../src/base/assert.ts'
import { exampleOf } from '../src/examples/examples.ts'
import { digestOf } from '../src/simulation/digest.ts'
import { Run } from '../src/simulation/run.ts'
import type { Command, Update } from '../src/worker/protocol.ts'
import { expect, test } from './fixtures.ts'

const END_MS = 20_000

/** The built worker's module, as the page itself loaded it. */
function workerUrl(page: Page): string {
  const [worker] = page.workers()
  if (worker === undefined) throw new Error('the page runs no worker')
  return worker.url()
}

/** Talks to a worker of its own: each step is commands, and the sort of update to wait for. Answers with the last. */
async function converse(page: Page, steps: readonly { send: readonly Command[]; until: Update['type'] }[]) {
  return page.evaluate(
    async ({ url, steps: talk }) => {
      const worker = new Worker(url, { type: 'module' })
      const updates: Update[] = []
      let told = () => {}
      worker.addEventListener('message', ({ data }: MessageEvent<Update>) => {
        updates.push(data)
        told()
      })
      const heard = async (type: string) => {
        for (;;) {
          const update = updates.shift()
          if (update?.type === type) return update
          if (update?.type === 'crashed' || update?.type === 'refused') throw new Error(JSON.stringify(update))
          if (update === undefined) await new Promise<void>((resolve) => (told = resolve))
        }
      }
      const answers: Update[] = []
      for (const { send, until } of talk) {
        for (const command of send) worker.postMessage(command)
        answers.push(await heard(until))
      }
      worker.terminate()
      return answers
    },
    { url: workerUrl(page), steps },
  )
}

function finishedDigest(update: Update | undefined): string {
  return update?.type === 'finished' ? update.summary.digest : `no end: ${update?.type}`
}

function begin(architecture: Architecture): Run {
  const made = Run.create(architecture)
  if (!made.ok) throw new Error(JSON.stringify(made.error))
  return made.value
}

function toEnd(run: Run): string {
  while (run.nowMs < END_MS) run.advance(END_MS, 1e9)
  return digestOf(run)
}

/** An example, shorter and with another seed. */
function short(slug: string): Architecture {
  const { architecture } = present(exampleOf(slug), slug)
  return { ...architecture, settings: { ...architecture.settings, seed: 7, warmUpMs: 0, endMs: END_MS } }
}

for (const slug of ['first-steps', 'two-data-centers']) {
  test(`${slug} has the digest of Node in the worker of the browser`, async ({ app }) => {
    const architecture = short(slug)
    const start: Command = { type: 'start', runId: 1, architecture, pace: 'fastest', paused: false }
    const [finished] = await converse(app.page, [{ send: [start], until: 'finished' }])
    expect(finishedDigest(finished)).toBe(toEnd(begin(architecture)))
  })
}

test('so it has with pauses, steps, another pace, an edit, a fault and its repair in mid-run', async ({ app }) => {
  const architecture = short('first-steps')
  const edited = setField(architecture, { type: 'component', id: 'web-1' }, 'cores', 4)
  const fault: Fault = { id: 'f1', type: 'crash', target: { type: 'component', id: 'web-2' }, params: {} }
  const answers = await converse(app.page, [
    { send: [{ type: 'start', runId: 1, architecture, pace: 1_000, paused: true }], until: 'started' },
    { send: [{ type: 'step', events: 10_000 }], until: 'paused' },
    { send: [{ type: 'edit', architecture: edited }], until: 'edited' },
    { send: [{ type: 'step', events: 8_000 }], until: 'paused' },
    { send: [{ type: 'inject', fault }], until: 'happened' },
    { send: [{ type: 'step', events: 12_000 }], until: 'paused' },
    { send: [{ type: 'repair', faultId: 'f1' }, { type: 'resume' }], until: 'resumed' },
    { send: [{ type: 'setPace', pace: 'fastest' }], until: 'finished' },
  ])

  const run = begin(architecture)
  const step = (events: number) => {
    const goal = run.machine.events + events
    while (run.machine.events < goal) run.advance(END_MS, goal - run.machine.events)
    return run.nowMs
  }
  const pauses = answers.flatMap((update) => (update.type === 'paused' ? [update.atMs] : []))
  expect(step(10_000)).toBe(pauses[0])
  run.edit(edited)
  expect(step(8_000)).toBe(pauses[1])
  run.inject(fault)
  expect(step(12_000)).toBe(pauses[2])
  run.repair('f1')
  expect(run.nowMs, 'the script is over well before the end').toBeLessThan(END_MS)
  expect(finishedDigest(answers.at(-1))).toBe(toEnd(run))
  expect(digestOf(run), 'and the script makes a difference').not.toBe(toEnd(begin(architecture)))
})

/** A circuit that opens and closes, and how sure a measured figure is. */
import { estimate } from '../../base/estimate.ts'
import type { Experiment, Reading, ValidationCase } from '../case.ts'
import { det, exp, offering, serving, trouble, world } from '../documents.ts'
import { summaryOf } from '../run.ts'

/** When an event of the story was, s after some moment. */
function moment(event: number, offset = 0): Reading {
  return { terms: [{ path: `story.${event}.atMs` }], scale: 0.001, offset }
}

/** A breaker before a server of which every call fails from 10 s to 18 s. */
function breaker(): Experiment {
  const architecture = world({
    unitMs: 1_000,
    parts: { users: offering(10, 1_000, { arrivals: 'constant' }), web: serving(det(0.001), 1_000, 8) },
    arrows: [['users web', { breaker: true, breakerWindow: 20, breakerThreshold: 0.5, breakerOpenMs: 5_000 }]],
    warmUp: 0,
    duration: 30,
    timeline: [trouble('errors', 'web', { ratio: 1 }, 10_000, 8_000)],
  })
  // What happened: the fault, opened, tried and opened again, the repair, tried and closed.
  const reads = { opens_within_s: moment(1, -10), closed_again_by_s: moment(6) }
  return { architecture, replications: 1, jobs: 'components.users.ended', reads }
}

/** Of two hundred intervals of the mean time in an M/M/1 at 80 %, each of ten runs, how many hold the true one. */
function covered(): number {
  let count = 0
  for (let n = 0; n < 200; n++) {
    const values = Array.from({ length: 10 }, (_, k) => {
      const seed = 1 + 10 * n + k
      const parts = { users: offering(0.8, 10), web: serving(exp(1), 10) }
      const drawn = world({ unitMs: 10, parts, arrows: [['users web']], warmUp: 2_500, duration: 10_000, seed })
      return (summaryOf(drawn).components['web']?.latencyMs.mean ?? 0) / 10
    })
    const { mean, halfWidth } = estimate(values)
    // T = 1 / (1 − 0.8).
    if (Math.abs(mean - 5) <= halfWidth) count++
  }
  return count
}

const OF_OTHERS = 'What other programs promise of themselves; no figure of a system.'

export const golden: readonly ValidationCase[] = [
  {
    id: 'G-09',
    class: 'engine',
    experiments: () => [breaker()],
    allowances: { opens_within_s: { type: 'atMost' }, closed_again_by_s: { type: 'atMost' } },
    unread: { calls_blocked: 'said in words: in the story, each trial is five seconds after the circuit opened' },
  },
  { id: 'S-02', class: 'outOfScope', reason: OF_OTHERS },
  { id: 'S-03', class: 'outOfScope', reason: OF_OTHERS },
  {
    id: 'S-04',
    class: 'engine',
    compute: () => ({ cover_mean: covered() }),
    allowances: { cover_mean: { type: 'absolute', by: 9.5 } },
    unread: { 'accept.0': 'the bounds of what is measured', 'accept.1': 'the bounds of what is measured' },
  },
]

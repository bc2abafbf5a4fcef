import { Run } from './simulation/run.ts'
import { firstSteps } from './examples/first-steps.ts'
import * as L from './engine/layout.ts'
import * as H from './engine/header.ts'
import { percentiles } from './engine/histogram.ts'
import { OUTCOMES } from './engine/outcome.ts'
const made = Run.create(firstSteps.architecture)
if (!made.ok) { console.log(made.error); process.exit(1) }
const run = made.value
const t0 = performance.now()
const until = Number(process.argv[2] ?? 20000)
while (!run.advance(until, 4096));
console.log('wall', (performance.now() - t0).toFixed(0), 'events', run.machine.events, 'frames', run.machine.i32[H.FRAMES_IN_USE], 'req', run.machine.i32[H.REQUESTS_IN_USE])
for (const c of run.built.components) {
  const s = c.stats >> 1, F = run.machine.f64, I = run.machine.i32
  const out = OUTCOMES.map((o, n) => [o, F[s + L.C_OUTCOMES + n]]).filter(([, v]) => v).map((x) => x.join(':')).join(' ')
  const [p50, p99] = percentiles(I, I[c.stats + L.C_HISTOGRAM]!, [0.5, 0.99])
  const st = Object.entries(c.stations).map(([n, { pointers }]) => n + ' ' + pointers.map((p) => ((F[(p >> 1) + L.T_BUSY_AREA]! / run.nowMs / I[p + L.T_SERVERS]!) * 100).toFixed(1) + '%').join(',')).join(' ')
  const cnt = c.counters.map((n, i) => n + '=' + F[s + L.C_COUNTERS + i]).join(' ')
  const lv = Object.entries(c.levels).map(([n, f]) => n + '=' + f(run.machine, c.instances[0]!)).join(' ')
  console.log(c.id.padEnd(9), 'arr', F[s], 'end', F[s + 1], 'in', F[s + L.C_INSIDE], 'mean', (F[s + L.C_SOJOURN]! / F[s + 1]!).toFixed(2), 'p50', p50?.toFixed(1), 'p99', p99?.toFixed(1), '|', out, '|', st, '|', cnt, '|', lv)
}
console.log(run.story.slice(0, 20))

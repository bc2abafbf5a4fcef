import { cpuMs } from './reference/cpu-clock.ts'
import type { WorkloadName } from './reference/workloads.ts'
import * as plans from './plans.ts'
const name = process.argv[2] as WorkloadName
const n = Number(process.argv[3] ?? 1e6)
const k = Number(process.argv[4] ?? 4)
const all: number[] = []
for (let i = 1; i <= k; i++) {
  const t = cpuMs()
  const r = plans.run(name, n, i)
  const ms = cpuMs() - t
  all.push((1e6 * ms) / r.requests)
}
console.log(name, 'ns/request', all.map((x) => x.toFixed(0)).join(' '))

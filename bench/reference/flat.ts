/**
 * The workloads as flat hand-written loops: all state in one buffer, frames instead of objects, a calendar queue, draws
 * made in blocks, an LRU store indexed by key. It is what an engine of plans is compared with.
 */
import { runReplies } from './flat/replies.ts'
import { runSingle } from './flat/single.ts'
import { runTandem } from './flat/tandem.ts'
import { runThreads } from './flat/threads.ts'
import { W1, W2, W3, W4, W5 } from './workloads.ts'
import type { Result, WorkloadName } from './workloads.ts'

/** Runs a workload until `requests` requests have ended. */
export function run(workload: WorkloadName, requests: number, seed: number): Result {
  switch (workload) {
    case 'W1':
      return runSingle(W1, requests, seed)
    case 'W2':
      return runTandem(W2, requests, seed)
    case 'W3':
      return runTandem(W3, requests, seed)
    case 'W4':
      return runReplies(W4, requests, seed)
    case 'W5':
      return runThreads(W5, requests, seed)
  }
}

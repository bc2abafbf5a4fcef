/**
 * The workloads in plain object-oriented JavaScript, as a good programmer would write them at first: objects, closures,
 * a binary heap, Maps. It is the oracle of the flat program's results, and of how much flatness buys.
 */
import { W1, W2, W3, W4, W5 } from './workloads.ts'
import type { CacheParameters, Result, WorkloadName } from './workloads.ts'
import { Random, Zipf } from './plain/random.ts'
import { runReplies } from './plain/replies.ts'
import { runSingle, runTandem } from './plain/tandem.ts'
import { runThreads } from './plain/threads.ts'

let zipf: Zipf | undefined

/** The table of the keys' probabilities, which is the same in all workloads, is made once. */
function sharedZipf({ keys, exponent }: CacheParameters): Zipf {
  zipf ??= new Zipf(keys, exponent)
  return zipf
}

/** Runs a workload until `requests` requests have ended. */
export function run(workload: WorkloadName, requests: number, seed: number): Result {
  switch (workload) {
    case 'W1':
      return runSingle(W1, requests, new Random(seed))
    case 'W2':
      return runTandem(W2, requests, new Random(seed))
    case 'W3':
      return runTandem(W3, requests, new Random(seed, sharedZipf(W3.cache)))
    case 'W4':
      return runReplies(W4, requests, new Random(seed, sharedZipf(W4.cache)))
    case 'W5':
      return runThreads(W5, requests, new Random(seed, sharedZipf(W5.cache)))
  }
}

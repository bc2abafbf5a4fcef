/** For tests that need something of everything. */
import type { Architecture } from '../architecture/architecture.ts'
import { design, exponential, jobs, offering, reads, statics, writes } from './play.fixture.ts'

/** One of everything, busy enough that lines form everywhere. */
export function town(seed = 1): Architecture {
  return design(
    {
      users: ['client', offering(250, [reads({ share: 4 }), writes(), jobs(), statics({ share: 2 })])],
      names: ['dns', { ttlMs: 2_000, resolvers: 20 }],
      edge: ['cdn', { capacity: 300 }],
      balancer: ['load-balancer'],
      web: ['server', { instances: 2, cpuTime: exponential(7) }],
      cache: ['cache', { opTime: exponential(1) }],
      db: ['database', { readTime: exponential(5), writeTime: exponential(8) }],
      replica: ['database'],
      queue: ['queue'],
      worker: ['worker', { jobTime: exponential(40) }],
    },
    [
      ['users names'],
      ['users edge edge'],
      ['names balancer'],
      ['edge balancer'],
      ['balancer web', { timeoutMs: 100, tries: 2 }],
      ['web cache'],
      ['web db', { reads: 'replicas' }],
      ['db replica'],
      ['web queue'],
      ['queue worker'],
      ['worker db'],
    ],
    seed,
  )
}

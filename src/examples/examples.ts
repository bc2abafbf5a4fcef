/** The examples, in the order of the menu; the first greets a new visitor. */
import { autoscaling } from './autoscaling.ts'
import { cacheAside } from './cache-aside.ts'
import { cacheAndCdn } from './cache-and-cdn.ts'
import { cdn } from './cdn.ts'
import { dbReplication } from './db-replication.ts'
import { dynamicContentCaching } from './dynamic-content-caching.ts'
import type { Example } from './example.ts'
import { firstSteps } from './first-steps.ts'
import { loadBalanced } from './load-balanced.ts'
import { loadShedding } from './load-shedding.ts'
import { messageQueue } from './message-queue.ts'
import { retryStorm } from './retry-storm.ts'
import { scaleUpVsOut } from './scale-up-vs-out.ts'
import { singleServer } from './single-server.ts'
import { statelessWebTier } from './stateless-web-tier.ts'
import { stickySessions } from './sticky-sessions.ts'
import { trafficShaping } from './traffic-shaping.ts'
import { twoDataCenters } from './two-data-centers.ts'
import { webDbSplit } from './web-db-split.ts'

export const examples: readonly Example[] = [
  firstSteps,
  singleServer,
  webDbSplit,
  scaleUpVsOut,
  loadBalanced,
  stickySessions,
  statelessWebTier,
  autoscaling,
  dbReplication,
  cacheAside,
  cacheAndCdn,
  cdn,
  dynamicContentCaching,
  messageQueue,
  twoDataCenters,
  loadShedding,
  trafficShaping,
  retryStorm,
]

/** The example of that slug. */
export function exampleOf(slug: string): Example | undefined {
  return examples.find((example) => example.slug === slug)
}

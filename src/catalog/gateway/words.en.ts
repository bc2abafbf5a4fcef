import type { KindWords } from '../kind.ts'
import { machineOptions } from '../machines.ts'

/** What people read about the gateway, in English. */
export const en = {
  title: 'API gateway',
  summary: 'Authenticates, limits and sheds requests',
  fields: {
    rateLimit: {
      label: 'Rate limit',
      help: 'Requests a second that pass in the long run: so fast the token bucket fills. Health checks do not count.',
    },
    burst: {
      label: 'Burst',
      help: 'Tokens the bucket holds: so many requests may pass at once after a quiet while, above the rate limit.',
    },
    overLimit: {
      label: 'Over limit',
      help:
        'What becomes of a request that finds no token. Rejected, it fails at once; delayed, it waits for its token ' +
        'and the traffic behind the gateway is even.',
    },
    delayedMax: {
      label: 'Delayed at most',
      help: 'Requests that may wait for a token at a time. One more is rejected; 0 rejects at once who finds none.',
    },
    concurrency: {
      label: 'In hand',
      help: 'Most requests it has in hand at a time, each until it is answered. What is above is shed.',
    },
    reserved: {
      label: 'Reserved',
      help:
        'Share of the places that requests of the lowest priority may not use; the highest priority may use all, ' +
        'the others evenly more. 0: priority makes no difference.',
    },
    authTime: {
      label: 'Authentication',
      help: 'Core time in which who asks is authenticated. It is spent on rejected requests as well.',
    },
    machine: {
      label: 'Machine',
      help:
        'Size and price of its machine, by the price list; the largest one is where scaling up ends. A change during ' +
        'a run restarts it.',
    },
    cores: {
      label: 'Cores',
      help: 'Cores of the gateway itself. With too few, requests line up here before they reach anything behind.',
    },
    cpuTime: {
      label: 'CPU time',
      help: 'Core time to pass on one request, besides its authentication.',
    },
    addedLatency: {
      label: 'Added latency',
      help: 'Time a request spends in the gateway besides its CPU time. It delays each request but occupies no core.',
    },
  },
  options: { ...machineOptions('compute', 'en'), reject: 'Reject', delay: 'Delay' },
  ports: { upstream: { label: 'upstream', verb: 'lets in to' } },
  gauges: {
    turnedDown: 'turned down',
    limited: 'rate limited',
    shed: 'shed',
    inHand: 'places in use',
  },
  stations: { places: 'places', cores: 'CPU cores', pace: 'rate limit' },
} satisfies KindWords

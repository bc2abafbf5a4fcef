import type { KindWords } from '../kind.ts'

/** What people read about the load balancer, in English. */
export const en = {
  title: 'Load balancer',
  summary: 'Spreads requests over healthy targets',
  fields: {
    public: {
      label: 'Public',
      help: 'Whether users may call it over the internet. A client that calls what is private gets no answer.',
    },
    policy: {
      label: 'Policy',
      help:
        'Which healthy target is called next. Random lets lines form soonest; fewest connections avoids a slow ' +
        'target; two choices come close to it at no cost; hash, ring and sticky bring a user to the same place.',
    },
    choices: {
      label: 'Choices',
      help:
        'How many are drawn at random, to take the one with the fewest open calls; for peak EWMA, the least latency ' +
        'times open calls. One is random; two do most; many make callers herd.',
    },
    hashBy: {
      label: 'Hash by',
      help:
        'The user (each of every client), or the key that is asked for (static files apart from data): by key, a ' +
        'popular key brings its whole load to one target.',
    },
    virtualNodes: {
      label: 'Virtual nodes',
      help: 'Places of each target on the ring. With few, shares are uneven; with many they come close to each other.',
    },
    boundFactor: {
      label: 'Load bound',
      help:
        'No target gets more than so many times the mean of open calls; the next one on the ring takes the rest. ' +
        'Near 1 load is even and users move about; high, they stay and a popular target is crowded.',
    },
    decayMs: {
      label: 'Memory',
      help: 'How fast the latency that was seen of a target fades. Long, and one that was slow is avoided for longer.',
    },
    ejection: {
      label: 'Ejection',
      help: 'On: a target whose calls fail in a row gets none for a while, without waiting for health checks.',
    },
    ejectAfter: {
      label: 'Eject after',
      help:
        'Failed calls in a row before a target is ejected: errors, refusals, timeouts. Over a rate limit, or a lost ' +
        'session, does not count. Low values eject a good target by bad luck.',
    },
    ejectMs: {
      label: 'Ejected for',
      help:
        'Time the first ejection lasts; each further one lasts so much longer, up to ten times. One is forgotten for ' +
        'every 10 s that the target stays in.',
    },
    ejectMaxShare: {
      label: 'Ejected at most',
      help: 'Share of the targets that may be ejected at a time; one always may.',
    },
    slowStartMs: {
      label: 'Slow start',
      help:
        'A target that is new or has come back gets its full share only after so long, growing evenly. 0: at once. ' +
        'Nobody is sent away from where his cookie is.',
    },
    healthIntervalMs: {
      label: 'Check interval',
      help:
        'Time between two health checks of a target. Short intervals take a dead target out soon; with long ones ' +
        'its share of the requests fails meanwhile.',
    },
    healthTimeoutMs: {
      label: 'Check timeout',
      help:
        'How long a health check may take before it counts as failed. Too short, and a target that is merely busy ' +
        'is taken out; too long, and a silent one stays in.',
    },
    unhealthyThreshold: {
      label: 'Unhealthy after',
      help:
        'Failed checks in a row before a target is taken out. At 1 a single lost check is enough; higher values ' +
        'are calmer and slower.',
    },
    healthyThreshold: {
      label: 'Healthy after',
      help:
        'Passed checks in a row before a target that was taken out gets requests again. Low values bring it back ' +
        'at once, high ones leave the others with its load for longer.',
    },
    failOpen: {
      label: 'Fail open',
      help:
        'On: when no target is healthy, all of them are called anyway. Off: requests then fail at once with no ' +
        'healthy target.',
    },
    cores: {
      label: 'Cores',
      help: 'Cores of the balancer itself. With too few, requests line up here before they reach any target.',
    },
    cpuTime: {
      label: 'CPU time',
      help:
        'Core time that one request takes in the balancer. Its inverse times the cores is the most requests a ' +
        'second it can pass on.',
    },
    addedLatency: {
      label: 'Added latency',
      help: 'Time a request spends in the balancer besides its CPU time. It delays each request but occupies no core.',
    },
    maxConnections: {
      label: 'Connections',
      help:
        'Most requests it holds at a time, each until it is answered. When all are taken, further requests are ' +
        'turned away.',
    },
  },
  options: {
    roundRobin: 'Round robin',
    weighted: 'Weighted',
    leastConnections: 'Least connections',
    random: 'Random',
    powerOfTwo: 'Power of two choices',
    peakEwma: 'Peak EWMA',
    hash: 'Hash',
    ring: 'Ring hash',
    boundedLoad: 'Ring, bounded load',
    sticky: 'Sticky session',
    user: 'User',
    key: 'Key',
  },
  ports: {
    targets: { label: 'target', verb: 'forwards to' },
  },
  gauges: { healthyTargets: 'healthy targets', connections: 'connections in use' },
  stations: { connections: 'connections', cores: 'CPU cores' },
} satisfies KindWords

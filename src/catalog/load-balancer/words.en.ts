import type { KindWords } from '../kind.ts'

/** What people read about the load balancer, in English. */
export const en = {
  title: 'Load balancer',
  summary: 'Spreads requests over healthy targets',
  fields: {
    policy: {
      label: 'Policy',
      help:
        'Which healthy target is called next: each in turn, the one with the fewest open calls, any at random, or ' +
        'always the same one by hash. Random lets lines form soonest; fewest connections avoids a slow target.',
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
  options: { roundRobin: 'Round robin', leastConnections: 'Least connections', random: 'Random', hash: 'Hash' },
  ports: {
    targets: { label: 'target', verb: 'forwards to' },
  },
  gauges: { healthyTargets: 'healthy targets', connections: 'connections in use' },
  stations: { connections: 'connections', cores: 'CPU cores' },
} satisfies KindWords

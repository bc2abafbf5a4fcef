/** What a server can be told about its lines: how much it takes on, in which order, and who is put out. */
import type { Fields } from '../fields.ts'

/** One core of a server that gets more than the core can do. */
const OVERLOADED = { 'self.cores': 1, 'self.backlog': 1_000 } as const
const DROPPING = { ...OVERLOADED, 'self.discipline': 'codel' } as const

export const lineFields = {
  mode: {
    type: 'choice',
    options: ['threads', 'eventLoop'],
    default: 'threads',
    provenance: { assumption: 'most web frameworks give each request a thread' },
    advanced: true,
    effect: {
      set: 'eventLoop',
      measure: 'self.latencyMs.mean',
      direction: 'down',
      given: { 'self.threads': 2, 'db.readTime': { law: 'constant', mean: 40, cv: 0 } },
    },
  },
  threads: {
    type: 'count',
    default: 200,
    min: 1,
    max: 100_000,
    scale: 'log',
    provenance: { source: 'tomcat' },
    when: { field: 'mode', is: ['threads'] },
    effect: {
      set: 2,
      measure: 'self.latencyMs.mean',
      direction: 'up',
      given: { 'db.readTime': { law: 'constant', mean: 40, cv: 0 } },
    },
  },
  inHand: {
    type: 'count',
    default: 10_000,
    min: 1,
    max: 1_000_000,
    scale: 'log',
    provenance: { assumption: 'connections that one process keeps open before it runs out of memory' },
    advanced: true,
    when: { field: 'mode', is: ['eventLoop'] },
    effect: {
      set: 1,
      measure: 'self.latencyMs.mean',
      direction: 'up',
      given: { 'self.mode': 'eventLoop', 'db.readTime': { law: 'constant', mean: 40, cv: 0 } },
    },
  },
  backlog: {
    type: 'count',
    default: 100,
    min: 0,
    max: 100_000,
    provenance: { source: 'tomcat' },
    effect: { set: 0, measure: 'endToEnd.outcomes.turnedAway', direction: 'up', given: { 'self.threads': 2 } },
  },
  discipline: {
    type: 'choice',
    options: ['fifo', 'lifo', 'priority', 'codel'],
    default: 'fifo',
    provenance: { assumption: 'lines of threads and of cores are first come first served unless told otherwise' },
    advanced: true,
    effect: { set: 'lifo', measure: 'endToEnd.latencyMs.p50', direction: 'down', given: OVERLOADED },
  },
  codelTargetMs: {
    type: 'duration',
    default: 5,
    min: 0.1,
    max: 60_000,
    provenance: { source: 'codel' },
    advanced: true,
    when: { field: 'discipline', is: ['codel'] },
    effect: { set: 1_000, measure: 'endToEnd.outcomes.shed', direction: 'down', given: DROPPING },
  },
  codelIntervalMs: {
    type: 'duration',
    default: 100,
    min: 1,
    max: 600_000,
    provenance: { source: 'codel' },
    advanced: true,
    when: { field: 'discipline', is: ['codel'] },
    effect: { set: 5_000, measure: 'endToEnd.outcomes.shed', direction: 'down', given: DROPPING },
  },
  waitLimit: {
    type: 'flag',
    default: false,
    provenance: { assumption: 'a request stays in line until it is served, unless told otherwise' },
    advanced: true,
    effect: {
      set: true,
      measure: 'endToEnd.outcomes.shed',
      direction: 'up',
      given: { ...OVERLOADED, 'self.maxWait': { law: 'constant', mean: 20, cv: 0 } },
    },
  },
  maxWait: {
    type: 'distribution',
    default: { law: 'constant', mean: 1_000, cv: 0 },
    min: 0,
    max: 600_000,
    provenance: { assumption: 'who has waited a second has mostly gone elsewhere' },
    advanced: true,
    when: { field: 'waitLimit', is: [true] },
    effect: {
      set: { law: 'constant', mean: 10, cv: 0 },
      measure: 'endToEnd.outcomes.shed',
      direction: 'up',
      given: { ...OVERLOADED, 'self.waitLimit': true },
    },
  },
  cpuSharing: {
    type: 'choice',
    options: ['queue', 'share'],
    default: 'queue',
    provenance: { assumption: 'short work is done in one go; a scheduler’s slices share the cores among what is long' },
    advanced: true,
    effect: {
      set: 'share',
      measure: 'self.latencyMs.p50',
      direction: 'down',
      given: { 'self.cores': 1, 'self.cpuTime': { law: 'lognormal', mean: 7, cv: 4 } },
    },
  },
} as const satisfies Fields

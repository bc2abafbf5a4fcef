/** What is known of those who keep answers: resolvers, and the clients themselves. */
import type { Fields, FieldValue } from '../fields.ts'

/** Twenty people who ask ten times a second each, so that all have asked before and ask again. */
const KEEN: Readonly<Record<string, FieldValue>> = {
  'users.load': 'closed',
  'users.population': 20,
  'users.thinkTime': { law: 'exponential', mean: 100, cv: 1 },
}

export const cachingFields = {
  ttlMs: {
    type: 'duration',
    default: 60_000,
    min: 0,
    max: 172_800_000,
    provenance: { source: 'route53Alias' },
    effect: { set: 500, measure: 'self.arrivals', direction: 'up', given: { 'self.resolvers': 20 } },
  },
  cachedLookupMs: {
    type: 'duration',
    default: 10,
    min: 0,
    max: 1_000,
    provenance: { source: 'dnsLatency' },
    effect: { set: 60, measure: 'endToEnd.latencyMs.mean', direction: 'up' },
  },
  resolvers: {
    type: 'count',
    default: 1_000,
    min: 1,
    max: 100_000,
    scale: 'log',
    provenance: { assumption: 'about a thousand resolvers serve the users of one region' },
    effect: { set: 10, measure: 'self.arrivals', direction: 'down', given: { 'self.ttlMs': 1_000 } },
  },
  stretchShare: {
    type: 'ratio',
    default: 0.0874,
    min: 0,
    max: 1,
    provenance: { source: 'ttlViolation' },
    effect: {
      set: 1,
      measure: 'self.arrivals',
      direction: 'down',
      given: { 'self.ttlMs': 500, 'self.resolvers': 20 },
    },
  },
  stretchedTtlMs: {
    type: 'duration',
    default: 3_600_000,
    min: 0,
    max: 604_800_000,
    provenance: { assumption: 'how far resolvers stretch was not published; an hour is a usual lower limit of theirs' },
    advanced: true,
    effect: {
      set: 1_000,
      measure: 'self.arrivals',
      direction: 'up',
      given: { 'self.ttlMs': 500, 'self.resolvers': 20, 'self.stretchShare': 1 },
    },
  },
  pinnedShare: {
    type: 'ratio',
    default: 0,
    min: 0,
    max: 1,
    provenance: { assumption: 'browsers and apps do ask again; only some long-lived programs never do' },
    advanced: true,
    effect: {
      set: 0.5,
      measure: 'endToEnd.outcomes.refused',
      direction: 'up',
      given: { ...KEEN, 'self.ttlMs': 500, 'self.healthIntervalMs': 300 },
      faults: [{ type: 'crash', target: 'first', atMs: 1_000 }],
    },
  },
  clientCacheMs: {
    type: 'duration',
    default: 0,
    min: 0,
    max: 3_600_000,
    provenance: {
      assumption:
        'people ask now and then, so an answer of their own would be old; a Java service keeps one for 30 s by default',
    },
    advanced: true,
    effect: { set: 30_000, measure: 'endToEnd.latencyMs.mean', direction: 'down', given: KEEN },
  },
} as const satisfies Fields

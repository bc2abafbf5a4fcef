/** The troubles that can be injected: each a type with parameters, aimed at components, groups or connections. */
import type { Config, FaultType, Fields, Shift } from './fields.ts'

export interface FaultDefinition {
  readonly type: FaultType
  /** What it can be aimed at; which component kinds offer it stands with the kind. */
  readonly aims: 'component' | 'connection'
  /** A momentary fault (flush, release) has no duration and needs no repair. */
  readonly momentary: boolean
  readonly fields: Fields
  /** What it moves in the trial design of whoever it is aimed at; `victim` is that one, or a part inside the group. */
  readonly effect: Shift
  /** What a trial sets, where the defaults would take longer to show than a trial goes on. */
  readonly trial?: Config
}

/** Every fault, by type. Kinds list the ones they can suffer; connections can be cut and delayed. */
export const faults: Readonly<Record<FaultType, FaultDefinition>> = {
  crash: {
    type: 'crash',
    aims: 'component',
    momentary: false,
    fields: {
      callers: {
        type: 'choice',
        options: ['auto', 'reset', 'silent'],
        default: 'auto',
        provenance: {
          assumption:
            'the system under a process that died resets its connections; a machine that is gone sends nothing',
        },
        effect: { set: 'silent', measure: 'endToEnd.latencyMs.mean', direction: 'up' },
      },
    },
    effect: { measure: 'victim.arrivals', direction: 'down' },
  },
  slow: {
    type: 'slow',
    aims: 'component',
    momentary: false,
    fields: {
      factor: {
        type: 'number',
        default: 5,
        min: 1.5,
        max: 10_000,
        unit: 'factor',
        provenance: { assumption: 'a grey failure: up, but five times slower' },
        effect: { set: 20, measure: 'victim.latencyMs.mean', direction: 'up' },
      },
    },
    effect: { measure: 'victim.latencyMs.mean', direction: 'up' },
  },
  errors: {
    type: 'errors',
    aims: 'component',
    momentary: false,
    fields: {
      ratio: {
        type: 'ratio',
        default: 0.2,
        min: 0.000_001,
        max: 1,
        provenance: { assumption: 'a bad deploy: one request in five fails' },
        effect: { set: 0.8, measure: 'victim.outcomes.error', direction: 'up' },
      },
    },
    effect: { measure: 'victim.outcomes.error', direction: 'up' },
  },
  flush: {
    type: 'flush',
    aims: 'component',
    momentary: true,
    fields: {},
    effect: { measure: 'victim.gauges.hitRatio', direction: 'down' },
  },
  purge: {
    type: 'purge',
    aims: 'component',
    momentary: true,
    fields: {},
    effect: { measure: 'victim.gauges.hitRatio', direction: 'down' },
  },
  release: {
    type: 'release',
    aims: 'component',
    momentary: true,
    fields: {},
    effect: { measure: 'victim.gauges.staleShare', direction: 'up' },
  },
  spike: {
    type: 'spike',
    aims: 'component',
    momentary: false,
    fields: {
      factor: {
        type: 'number',
        default: 10,
        min: 1.5,
        max: 1_000,
        unit: 'factor',
        provenance: { assumption: 'ten times the usual; of flash crowds 2 to 100 times are reported' },
        effect: { set: 20, measure: 'endToEnd.arrivals', direction: 'up' },
      },
    },
    effect: { measure: 'endToEnd.arrivals', direction: 'up' },
  },
  monkey: {
    type: 'monkey',
    aims: 'component',
    momentary: false,
    fields: {
      meanIntervalMs: {
        type: 'duration',
        default: 60_000,
        min: 10,
        max: 31_536_000_000,
        provenance: {
          assumption: 'once a minute, to be seen in a short run; Chaos Monkey kills one in two work days on average',
        },
        effect: { set: 3_600_000, measure: 'victim.arrivals', direction: 'up' },
      },
      meanDownMs: {
        type: 'duration',
        default: 56_000,
        min: 1,
        max: 31_536_000_000,
        provenance: { assumption: 'a replacement boots in 26 s and starts in 30 s, at the median' },
        effect: { set: 20, measure: 'victim.arrivals', direction: 'up' },
      },
    },
    effect: { measure: 'victim.arrivals', direction: 'down' },
    trial: { meanIntervalMs: 400, meanDownMs: 10_000 },
  },
  cut: {
    type: 'cut',
    aims: 'connection',
    momentary: false,
    fields: {},
    effect: { measure: 'callee.arrivals', direction: 'down' },
  },
  delay: {
    type: 'delay',
    aims: 'connection',
    momentary: false,
    fields: {
      addMs: {
        type: 'duration',
        default: 1_000,
        min: 1,
        max: 30_000,
        provenance: { source: 'simianArmy' },
        effect: { set: 2_000, measure: 'self.latencyMs.mean', direction: 'up' },
      },
    },
    effect: { measure: 'self.latencyMs.mean', direction: 'up' },
  },
  loss: {
    type: 'loss',
    aims: 'connection',
    momentary: false,
    fields: {
      ratio: {
        type: 'ratio',
        default: 0.07,
        min: 0.001,
        max: 0.9,
        provenance: { source: 'simianArmy' },
        effect: { set: 0.4, measure: 'self.latencyMs.mean', direction: 'up' },
      },
    },
    effect: { measure: 'self.latencyMs.mean', direction: 'up' },
  },
  bandwidth: {
    type: 'bandwidth',
    aims: 'connection',
    momentary: false,
    fields: {
      mbps: {
        type: 'number',
        default: 0.8,
        min: 0.01,
        max: 10_000,
        unit: 'mbps',
        provenance: { assumption: '100 kB a second: a line on which a page takes seconds' },
        effect: { set: 10, measure: 'self.latencyMs.mean', direction: 'down' },
      },
    },
    effect: { measure: 'self.latencyMs.mean', direction: 'up' },
  },
}

/** The faults that connections can suffer. */
export const connectionFaults: readonly FaultType[] = ['cut', 'delay', 'loss', 'bandwidth']

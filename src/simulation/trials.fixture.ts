/**
 * A small design for each kind, with the component under test as `self`, under a load that exercises it. What the
 * fields of the catalog say about their effects is tried out here; ids are the names that effects use.
 */
import type { Architecture } from '../architecture/architecture.ts'
import type { KindName } from '../catalog/index.ts'
import {
  type Arrow,
  constant,
  design,
  exponential,
  jobs,
  offering,
  type Part,
  reads,
  statics,
  writes,
} from './play.fixture.ts'

export interface Trial {
  readonly parts: Readonly<Record<string, Part>>
  readonly arrows: readonly Arrow[]
  /** Of a group: the component inside that its troubles are seen at. */
  readonly victim?: string
}

/** How long a trial goes on. */
export const TRIAL_MS = 6_000

const mixed = [statics(), reads({ share: 2 }), writes(), jobs()]
const idle = { cpuTime: constant(2), staticCpuTime: constant(2), cores: 16 }

export const trials: Readonly<Record<KindName, Trial>> = {
  client: {
    parts: {
      // 6,480 users × 2,000 requests a day are 150 a second.
      self: ['client', { ...offering(0, mixed), users: 6_480, requestsPerUserPerDay: 2_000 }],
      names: ['dns', { lookupTime: constant(40) }],
      edge: ['cdn', { serviceTime: constant(3) }],
      web: ['server', { cpuTime: constant(10), staticCpuTime: constant(10) }],
      db: ['database'],
    },
    arrows: [['self names'], ['self edge edge'], ['self web entry'], ['edge web'], ['web db']],
  },
  dns: {
    parts: {
      users: ['client', offering(150)],
      self: ['dns', { lookupTime: exponential(40) }],
      first: ['server', idle],
      second: ['server', idle],
    },
    arrows: [['users self'], ['self first'], ['self second']],
  },
  cdn: {
    parts: {
      users: ['client', offering(200, [statics({ keys: 300, share: 3 }), reads()])],
      far: ['region'],
      guests: ['client', offering(200, [statics({ keys: 300, share: 3 }), reads()]), 'far'],
      self: ['cdn', { purgeTime: constant(500) }],
      web: ['server', { ...idle, cores: 64 }],
    },
    arrows: [['users self edge'], ['users web entry'], ['guests self edge'], ['guests web entry'], ['self web']],
  },
  'load-balancer': {
    parts: {
      users: ['client', offering(100)],
      self: ['load-balancer'],
      first: ['server', { cpuTime: exponential(10), cores: 1 }],
      second: ['server', { cpuTime: exponential(10), cores: 1 }],
    },
    arrows: [['users self'], ['self first'], ['self second']],
  },
  gateway: {
    parts: {
      users: ['client', offering(140)],
      self: ['gateway'],
      web: ['server', idle],
    },
    arrows: [['users self'], ['self web']],
  },
  server: {
    parts: {
      users: ['client', offering(120, mixed)],
      self: ['server', { cpuTime: exponential(8), sessions: 'store' }],
      kept: ['cache'],
      cache: ['cache'],
      db: ['database', { cores: 16 }],
      replica: ['database'],
      queue: ['queue'],
      worker: ['worker'],
      service: ['server', idle],
    },
    arrows: [
      ['users self'],
      ['self cache'],
      ['self db'],
      ['cache db'],
      ['db replica'],
      ['self queue'],
      ['queue worker'],
      ['self service'],
      ['self kept sessions'],
    ],
  },
  cache: {
    parts: {
      users: ['client', offering(300, [reads({ share: 4 }), writes()])],
      web: ['server', idle],
      self: ['cache'],
      db: ['database', { cores: 16 }],
      replica: ['database'],
    },
    arrows: [['users web'], ['web self'], ['self db'], ['db replica']],
  },
  database: {
    parts: {
      users: ['client', offering(150, [reads({ share: 2 }), writes()])],
      web: ['server', idle],
      self: ['database'],
      replica: ['database'],
    },
    arrows: [['users web'], ['web self'], ['self replica']],
  },
  queue: {
    parts: {
      users: ['client', offering(40, [jobs()])],
      web: ['server', idle],
      self: ['queue'],
      worker: ['worker', { jobTime: constant(20) }],
    },
    arrows: [['users web'], ['web self'], ['self worker']],
  },
  worker: {
    parts: {
      users: ['client', offering(30, [jobs()])],
      web: ['server', idle],
      queue: ['queue'],
      self: ['worker', { jobTime: exponential(40) }],
      db: ['database'],
      results: ['queue'],
    },
    arrows: [['users web'], ['web queue'], ['queue self'], ['self db'], ['self results']],
  },
  region: {
    parts: {
      users: ['client', offering(50)],
      self: ['region'],
      web: ['server', idle, 'self'],
    },
    arrows: [['users web']],
    victim: 'web',
  },
  zone: {
    parts: {
      users: ['client', offering(50)],
      self: ['zone'],
      web: ['server', idle, 'self'],
    },
    arrows: [['users web']],
    victim: 'web',
  },
  tier: {
    parts: {
      users: ['client', offering(150, [reads({ share: 9 }), jobs()])],
      // A minute's looks and boots in half a second.
      self: [
        'tier',
        {
          periodMs: 400,
          datapointsOut: 2,
          datapointsIn: 2,
          bootTime: constant(200),
          startTime: constant(200),
          warmUpMs: 200,
          coolDownMs: 500,
          drainMs: 1_000,
        },
      ],
      web: ['server', { instances: 2, cores: 1, cpuTime: exponential(8) }, 'self'],
      db: ['database', { cores: 64, readTime: constant(1) }],
      queue: ['queue'],
      worker: ['worker', { cores: 1, concurrency: 1, jobTime: constant(100) }, 'self'],
    },
    arrows: [['users web'], ['web db'], ['web queue'], ['queue worker']],
    victim: 'web',
  },
  host: {
    parts: {
      users: ['client', offering(90)],
      self: ['host'],
      web: ['server', { cpuTime: exponential(6) }, 'self'],
      db: ['database', { readTime: exponential(3) }, 'self'],
    },
    arrows: [['users web'], ['web db']],
    victim: 'web',
  },
}

/** The design of a trial. */
export function trialDesign(kind: KindName, seed: number): Architecture {
  const { parts, arrows } = trials[kind]
  return design(parts, arrows, seed)
}

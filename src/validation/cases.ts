/** All cases that are expressed, or that are left out for a reason. */
import type { ValidationCase } from './case.ts'
import { caches } from './cases/caches.ts'
import { calls } from './cases/calls.ts'
import { cdn } from './cases/cdn.ts'
import { dns } from './cases/dns.ts'
import { golden } from './cases/golden.ts'
import { hashing } from './cases/hashing.ts'
import { lines } from './cases/lines.ts'
import { loadBalancing } from './cases/load-balancing.ts'
import { overload } from './cases/overload.ts'
import { queueing } from './cases/queueing.ts'
import { recordings } from './cases/recordings.ts'
import { reliability } from './cases/reliability.ts'
import { scaling } from './cases/scaling.ts'
import { servers } from './cases/servers.ts'

export const cases: readonly ValidationCase[] = [
  ...queueing,
  ...servers,
  ...lines,
  ...loadBalancing,
  ...reliability,
  ...overload,
  ...calls,
  ...hashing,
  ...caches,
  ...recordings,
  ...golden,
  ...scaling,
  ...cdn,
  ...dns,
]

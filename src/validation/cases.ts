/** All cases that are expressed, or that are left out for a reason. */
import type { ValidationCase } from './case.ts'
import { calls } from './cases/calls.ts'
import { collapse } from './cases/collapse.ts'
import { loadBalancing } from './cases/load-balancing.ts'
import { queueing } from './cases/queueing.ts'

export const cases: readonly ValidationCase[] = [...queueing, ...loadBalancing, ...calls, ...collapse]

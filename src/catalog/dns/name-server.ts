/** The name server: answers a lookup with one of its records, among those in health. */
import * as L from '../../engine/layout.ts'
import type { Distribution } from '../../engine/distributions.ts'
import { checkHealth, TARGET_DOWN, TARGET_LINK } from '../health.ts'
import type { Kit, PlanFunction, Steps } from '../kit.ts'
import { cellOf } from '../memory.ts'
import { LOOKUP, PROBE } from '../operations.ts'
import { act, answer, hold, onOperation } from '../steps.ts'
import { markRecord } from './resolution.ts'

/** A health check of a name server waits so long for its target: connecting 4 s, as published for one of them. */
const PROBE_TIMEOUT_MS = 4_000

interface NameServer {
  readonly lookupTime: Distribution
  readonly policy: 'roundRobin' | 'failover'
  readonly healthIntervalMs: number
  readonly healthThreshold: number
}

export function nameServer(kit: Kit, config: NameServer): Steps {
  kit.counter('answers')
  kit.counter('cachedAnswers')
  const records = kit.port('records')
  const turn = kit.block('turn', 2)
  const targets = checkHealth(kit, records, {
    intervalMs: config.healthIntervalMs,
    timeoutMs: Math.min(PROBE_TIMEOUT_MS, config.healthIntervalMs),
    fall: config.healthThreshold,
    rise: config.healthThreshold,
  })
  /** Numbers of the links are those of the records; the first healthy one, or the next in turn. */
  const choose: PlanFunction = (machine, frame) => {
    const { i32 } = machine
    const instance = i32[frame + L.INSTANCE]!
    const list = i32[instance + L.N_PORTS + records.slot]!
    const links = list === 0 ? 0 : i32[list]!
    const isHealthy = (index: number): boolean => {
      for (let n = 0; n < targets.count(machine, instance); n++) {
        const record = targets.at(machine, instance, n)
        if (i32[record + TARGET_LINK] === i32[list + 2 + index] && i32[record + TARGET_DOWN] === 0) return true
      }
      return false
    }
    const at = cellOf(machine, frame, turn)
    const first = config.policy === 'failover' ? 0 : i32[at]!
    let chosen = links === 0 ? -1 : first % links
    for (let k = 0; k < links; k++) {
      if (!isHealthy((first + k) % links)) continue
      chosen = (first + k) % links
      break
    }
    i32[at] = chosen + 1
    markRecord(machine, frame, chosen < 0 ? 0 : i32[list + 2 + chosen]!)
    return 0
  }
  return [
    onOperation(
      {
        [LOOKUP]: [hold(config.lookupTime, 'lookup'), act(choose), answer('ok')],
        [PROBE]: [answer('ok')],
      },
      [answer('error')],
    ),
  ]
}

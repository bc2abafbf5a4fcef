/** The name server: answers a lookup with one of its records, among those in health. */
import type { Distribution } from '../../engine/distributions.ts'
import { checkHealth } from '../health.ts'
import type { Kit, Steps } from '../kit.ts'
import { LOOKUP, PROBE } from '../operations.ts'
import { act, answer, hold, onOperation } from '../steps.ts'
import { declareAnswerShares } from './caches.ts'
import { choiceOf, chooseRecord, type Policy } from './policies.ts'
import { markRecord } from './resolution.ts'

/** A health check of a name server waits so long for its target: connecting 4 s, as published for one of them. */
const PROBE_TIMEOUT_MS = 4_000

interface NameServer {
  readonly lookupTime: Distribution
  readonly policy: Policy
  readonly healthIntervalMs: number
  readonly healthThreshold: number
}

export function nameServer(kit: Kit, config: NameServer): Steps {
  kit.counter('answers')
  kit.counter('cachedAnswers')
  const records = kit.port('records')
  const targets = checkHealth(kit, records, {
    intervalMs: config.healthIntervalMs,
    timeoutMs: Math.min(PROBE_TIMEOUT_MS, config.healthIntervalMs),
    fall: config.healthThreshold,
    rise: config.healthThreshold,
  })
  const choice = choiceOf(kit, config.policy, records, targets)
  declareAnswerShares(kit, records, choice.askers)
  return [
    onOperation(
      {
        [LOOKUP]: [
          hold(config.lookupTime, 'lookup'),
          act((machine, frame) => markRecord(machine, frame, chooseRecord(machine, frame, choice))),
          answer('ok'),
        ],
        [PROBE]: [answer('ok')],
      },
      [answer('error')],
    ),
  ]
}

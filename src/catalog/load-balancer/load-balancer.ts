/** Spreads requests over targets that pass its health checks. */
import { callFields } from '../connection/connection.ts'
import { lognormalFromMedian } from '../../engine/distributions.ts'
import { balancerBill } from '../bill.ts'
import { defineKind } from '../kind.ts'
import { publicField } from '../places.ts'
import { checkHealth } from '../health.ts'
import { PROBE, SAME } from '../operations.ts'
import { answer, call, hold, onOperation } from '../steps.ts'
import { healthFields } from './health-fields.ts'
import { COOKIES } from '../memory.ts'
import { policyFields } from './policy-fields.ts'
import { createRing } from './ring.ts'
import { chooseTarget, closeConnection, usableTargets } from './routing.ts'
import { en } from './words.en.ts'
import { ko } from './words.ko.ts'

export const loadBalancer = defineKind({
  kind: 'load-balancer',
  number: 3,
  sort: 'component',
  fields: {
    ...policyFields,
    ...healthFields,
    public: publicField,
    cores: {
      type: 'count',
      default: 2,
      min: 1,
      max: 64,
      provenance: { assumption: 'a small balancer of its own' },
      effect: {
        set: 1,
        measure: 'self.utilization',
        direction: 'up',
        given: { 'self.cpuTime': { law: 'exponential', mean: 3, cv: 1 } },
      },
    },
    cpuTime: {
      type: 'distribution',
      default: { law: 'exponential', mean: 0.033, cv: 1 },
      min: 0,
      max: 100,
      provenance: { source: 'haproxyThroughput' },
      advanced: true,
      effect: { set: { law: 'exponential', mean: 1, cv: 1 }, measure: 'self.utilization', direction: 'up' },
    },
    addedLatency: {
      type: 'distribution',
      default: lognormalFromMedian(1.5, 0.5),
      min: 0,
      max: 1_000,
      provenance: { assumption: 'no trustworthy published figure for a managed balancer; 1.5 ms at the median' },
      effect: { set: { law: 'constant', mean: 30, cv: 0 }, measure: 'endToEnd.latencyMs.mean', direction: 'up' },
    },
    maxConnections: {
      type: 'count',
      default: 10_000,
      min: 1,
      max: 1_000_000,
      scale: 'log',
      provenance: { assumption: 'connections a small balancer holds before it turns callers away' },
      effect: { set: 2, measure: 'endToEnd.outcomes.turnedAway', direction: 'up' },
    },
  },
  offers: ['requests'],
  ports: {
    targets: {
      accepts: ['requests'],
      fields: {
        ...callFields(60_000, { source: 'nginxProxy' }),
        weight: {
          type: 'count',
          default: 1,
          min: 1,
          max: 100,
          provenance: { source: 'nginxUpstream' },
          advanced: true,
          effect: { set: 5, measure: 'callee.arrivals', direction: 'up', given: { 'self.policy': 'weighted' } },
        },
      },
    },
  },
  gauges: {
    healthyTargets: { unit: 'count', from: { type: 'level', cell: 'healthyTargets' } },
    connections: { unit: 'ratio', from: { type: 'utilization', station: 'connections' } },
  },
  look: { icon: 'split', accent: 'edge', headline: 'healthyTargets' },
  mermaid: {
    shape: 'diamond',
    hints: [
      'load balancer',
      'loadbalancer',
      'balancer',
      'lb',
      'alb',
      'elb',
      'nginx',
      'haproxy',
      '로드 밸런서',
      '로드밸런서',
      '로드 밸런스',
      '로드밸런스',
    ],
  },
  faults: ['crash', 'slow'],
  bill: balancerBill,
  words: { en, ko },
  plan(kit, config) {
    const connections = kit.station('connections', { servers: config.maxConnections, room: 0 })
    const cores = kit.station('cores', { servers: config.cores })
    const port = kit.port('targets')
    const targets = checkHealth(kit, port, {
      intervalMs: config.healthIntervalMs,
      timeoutMs: config.healthTimeoutMs,
      fall: config.unhealthyThreshold,
      rise: config.healthyThreshold,
    })
    kit.level('healthyTargets', (machine, instance) => usableTargets(machine, instance, targets))
    const routing = { ...config, ejectAfter: config.ejection ? config.ejectAfter : 0 }
    const names = port.peers.flatMap(({ id, instances }) => Array.from({ length: instances }, (_, n) => `${id}#${n}`))
    const isOnRing = config.policy === 'ring' || config.policy === 'boundedLoad'
    const choose = chooseTarget(targets, routing, {
      targets,
      policy: config.policy,
      turn: kit.block('turn', 2),
      weights: port.peers.map(({ connection }) => Number(connection['weight'])),
      choices: config.choices,
      hashBy: config.hashBy,
      decayMs: config.decayMs,
      boundFactor: config.boundFactor,
      ring: createRing(isOnRing ? names : [], config.virtualNodes),
      cookies:
        config.policy === 'sticky' ? kit.store('bound', { capacity: COOKIES, eviction: 'lru', owner: kit.id }) : 0,
      slowStartMs: config.slowStartMs,
    })
    return [
      connections.acquire([answer('turnedAway')]),
      onOperation({ [PROBE]: [answer('ok')] }, [
        ...cores.serve(config.cpuTime, 'balance'),
        hold(config.addedLatency, 'added latency'),
        call(port, SAME, { choose, answered: closeConnection(targets, routing), none: [answer('noHealthyTarget')] }),
        answer('asCalled'),
      ]),
    ]
  },
})

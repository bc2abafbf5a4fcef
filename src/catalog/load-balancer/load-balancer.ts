/** Spreads requests over targets that pass its health checks. */
import { callFields } from '../connection/connection.ts'
import { lognormalFromMedian } from '../../engine/distributions.ts'
import { balancerBill } from '../bill.ts'
import { defineKind } from '../kind.ts'
import { checkHealth } from '../health.ts'
import { PROBE, SAME } from '../operations.ts'
import { act, answer, call, hold, onOperation } from '../steps.ts'
import { chooseTarget, closeConnection } from './routing.ts'
import { en } from './words.en.ts'
import { ko } from './words.ko.ts'

export const loadBalancer = defineKind({
  kind: 'load-balancer',
  sort: 'component',
  fields: {
    policy: {
      type: 'choice',
      options: ['roundRobin', 'leastConnections', 'random', 'hash'],
      default: 'roundRobin',
      provenance: { source: 'awsAlb' },
      effect: { set: 'random', measure: 'endToEnd.latencyMs.p95', direction: 'up' },
    },
    healthIntervalMs: {
      type: 'duration',
      default: 30_000,
      min: 100,
      max: 300_000,
      provenance: { source: 'awsAlb' },
      effect: {
        set: 500,
        measure: 'endToEnd.outcomes.refused',
        direction: 'down',
        faults: [{ type: 'crash', target: 'first', atMs: 1_000 }],
      },
    },
    healthTimeoutMs: {
      type: 'duration',
      default: 5_000,
      min: 10,
      max: 120_000,
      provenance: { source: 'awsAlb' },
      advanced: true,
      effect: {
        set: 100,
        measure: 'endToEnd.outcomes.timedOut',
        direction: 'down',
        given: { 'self.healthIntervalMs': 500, 'self-first.timeoutMs': 1_000, 'second.cores': 8 },
        faults: [{ type: 'cut', target: 'self-first', atMs: 1_000 }],
      },
    },
    unhealthyThreshold: {
      type: 'count',
      default: 2,
      min: 1,
      max: 10,
      provenance: { source: 'awsAlb' },
      effect: {
        set: 10,
        measure: 'endToEnd.outcomes.refused',
        direction: 'up',
        given: { 'self.healthIntervalMs': 300 },
        faults: [{ type: 'crash', target: 'first', atMs: 1_000 }],
      },
    },
    healthyThreshold: {
      type: 'count',
      default: 5,
      min: 1,
      max: 10,
      provenance: { source: 'awsAlb' },
      effect: {
        set: 10,
        measure: 'first.arrivals',
        direction: 'down',
        given: { 'self.healthIntervalMs': 200 },
        faults: [{ type: 'crash', target: 'first', atMs: 1_000, durationMs: 1_000 }],
      },
    },
    failOpen: {
      type: 'flag',
      default: true,
      provenance: { source: 'awsAlb' },
      advanced: true,
      effect: {
        set: false,
        measure: 'endToEnd.outcomes.noHealthyTarget',
        direction: 'up',
        given: { 'self.healthIntervalMs': 300 },
        faults: [
          { type: 'crash', target: 'first', atMs: 1_000 },
          { type: 'crash', target: 'second', atMs: 1_000 },
        ],
      },
    },
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
  ports: { targets: { accepts: ['requests'], fields: callFields(60_000, { source: 'nginxProxy' }) } },
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
    const targets = checkHealth(kit, kit.port('targets'), {
      intervalMs: config.healthIntervalMs,
      timeoutMs: config.healthTimeoutMs,
      fall: config.unhealthyThreshold,
      rise: config.healthyThreshold,
    })
    kit.level('healthyTargets', (machine, instance) => targets.healthy(machine, instance))
    const choose = chooseTarget(targets, config.policy, config.failOpen, kit.block('turn', 2))
    return [
      connections.acquire([answer('turnedAway')]),
      onOperation({ [PROBE]: [answer('ok')] }, [
        ...cores.serve(config.cpuTime, 'balance'),
        hold(config.addedLatency, 'added latency'),
        call(kit.port('targets'), SAME, { choose, none: [answer('noHealthyTarget')] }),
        act(closeConnection),
        answer('asCalled'),
      ]),
    ]
  },
})

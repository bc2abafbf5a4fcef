/** The guarded door of a system: who asks is authenticated, counted against a limit, and let in by priority. */
import { callFields } from '../connection/connection.ts'
import { lognormalFromMedian } from '../../engine/distributions.ts'
import { onMachines } from '../bill.ts'
import { machineField, ownCores } from '../machines.ts'
import { defineKind } from '../kind.ts'
import { PROBE, SAME } from '../operations.ts'
import { act, answer, branch, call, hold, onOperation } from '../steps.ts'
import { addCount } from '../memory.ts'
import { INSTANCE } from '../../engine/layout.ts'
import type { Step } from '../../engine/plan.ts'
import type { Steps } from '../kit.ts'
import { awaitToken, BUCKET_WORDS, fillBucket, hasPlace, takeAwaited, takeToken, takeTokenBefore } from './admission.ts'
import { en } from './words.en.ts'
import { ko } from './words.ko.ts'

/** Adds one to each counter. */
function counted(...counters: number[]): Step {
  return act((machine, frame) => {
    for (const counter of counters) addCount(machine, machine.i32[frame + INSTANCE]!, counter)
  })
}

export const gateway = defineKind({
  kind: 'gateway',
  number: 11,
  sort: 'component',
  fields: {
    rateLimit: {
      type: 'number',
      default: 10_000,
      min: 0.1,
      max: 10_000_000,
      unit: 'perSecond',
      provenance: { source: 'awsGatewayThrottling' },
      effect: { set: 20, measure: 'endToEnd.outcomes.rateLimited', direction: 'up', given: { 'self.burst': 10 } },
    },
    burst: {
      type: 'count',
      default: 5_000,
      min: 1,
      max: 1_000_000,
      scale: 'log',
      provenance: { source: 'awsGatewayThrottling' },
      effect: { set: 1, measure: 'endToEnd.outcomes.rateLimited', direction: 'up', given: { 'self.rateLimit': 150 } },
    },
    overLimit: {
      type: 'choice',
      options: ['reject', 'delay'],
      default: 'reject',
      provenance: { source: 'awsGatewayThrottling' },
      effect: {
        set: 'delay',
        measure: 'endToEnd.outcomes.rateLimited',
        direction: 'down',
        given: { 'self.rateLimit': 150, 'self.burst': 1 },
      },
    },
    delayedMax: {
      type: 'count',
      default: 1_000,
      min: 0,
      max: 100_000,
      scale: 'log',
      provenance: { assumption: 'a second of a thousand requests; what is above waits longer than users do' },
      when: { field: 'overLimit', is: ['delay'] },
      effect: {
        set: 2,
        measure: 'endToEnd.outcomes.rateLimited',
        direction: 'up',
        given: { 'self.rateLimit': 120, 'self.burst': 1, 'self.overLimit': 'delay' },
      },
    },
    concurrency: {
      type: 'count',
      default: 10_000,
      min: 1,
      max: 1_000_000,
      scale: 'log',
      provenance: { assumption: 'requests in hand that a small gateway has room for' },
      effect: { set: 2, measure: 'endToEnd.outcomes.shed', direction: 'up' },
    },
    reserved: {
      type: 'ratio',
      default: 0.2,
      min: 0,
      max: 1,
      provenance: { assumption: 'a fifth of the places is kept for what matters more' },
      effect: { set: 0.8, measure: 'endToEnd.outcomes.shed', direction: 'up', given: { 'self.concurrency': 8 } },
    },
    authTime: {
      type: 'distribution',
      default: { law: 'exponential', mean: 0.1, cv: 1 },
      min: 0,
      max: 10_000,
      provenance: { assumption: 'checking a signed token takes about a tenth of a millisecond of a core' },
      effect: { set: { law: 'exponential', mean: 3, cv: 1 }, measure: 'self.utilization', direction: 'up' },
    },
    machine: machineField('compute', {
      set: 'm7g.2xlarge',
      measure: 'self.utilization',
      direction: 'down',
      given: { 'self.authTime': { law: 'exponential', mean: 3, cv: 1 } },
    }),
    cores: {
      type: 'count',
      default: 2,
      min: 1,
      max: 64,
      when: ownCores,
      provenance: { assumption: 'a small gateway of its own' },
      effect: {
        set: 1,
        measure: 'self.utilization',
        direction: 'up',
        given: { 'self.authTime': { law: 'exponential', mean: 3, cv: 1 } },
      },
    },
    cpuTime: {
      type: 'distribution',
      default: { law: 'exponential', mean: 0.033, cv: 1 },
      min: 0,
      max: 100,
      provenance: { source: 'haproxyThroughput' },
      advanced: true,
      effect: { set: { law: 'exponential', mean: 3, cv: 1 }, measure: 'self.utilization', direction: 'up' },
    },
    addedLatency: {
      type: 'distribution',
      default: lognormalFromMedian(10, 0.5),
      min: 0,
      max: 1_000,
      provenance: { assumption: 'no trustworthy published figure for a managed gateway; 10 ms at the median' },
      effect: { set: { law: 'constant', mean: 60, cv: 0 }, measure: 'endToEnd.latencyMs.mean', direction: 'up' },
    },
  },
  offers: ['requests'],
  ports: { upstream: { accepts: ['requests'], fields: callFields(29_000, { source: 'awsGatewayLimits' }) } },
  gauges: {
    turnedDown: { unit: 'ratio', from: { type: 'share', counter: 'turnedDown', of: 'asked' } },
    limited: { unit: 'perSecond', from: { type: 'rate', counter: 'limited' } },
    shed: { unit: 'perSecond', from: { type: 'rate', counter: 'shed' } },
    inHand: { unit: 'ratio', from: { type: 'utilization', station: 'places' } },
  },
  look: { icon: 'shield', accent: 'edge', headline: 'turnedDown' },
  mermaid: {
    shape: 'subroutine',
    hints: ['api gateway', 'gateway', 'rate limiter', 'kong', 'apigee', '게이트웨이', '처리율 제한'],
  },
  faults: ['crash', 'slow'],
  bill: onMachines('compute'),
  words: { en, ko },
  plan(kit, config) {
    const places = kit.station('places', { servers: config.concurrency, room: 0 })
    const cores = kit.station('cores', { servers: config.cores })
    // The one who waits for the next token holds the server, the others stand behind.
    const pace = kit.station('pace', { servers: 1, room: Math.max(0, config.delayedMax - 1) })
    const bucket = { cell: kit.block('bucket', BUCKET_WORDS), rate: config.rateLimit, burst: config.burst }
    kit.onCrash((machine, instance) => fillBucket(machine, instance, bucket))
    const [asked, limited, shed, turnedDown] = ['asked', 'limited', 'shed', 'turnedDown'].map((name) =>
      kit.counter(name),
    ) as [number, number, number, number]
    const tooMany: Steps = [counted(shed, turnedDown), answer('shed')]
    const tooFast: Steps = [counted(limited, turnedDown), answer('rateLimited')]
    // Who is over the limit waits for a token, one behind the other: the first in line for the next one.
    const delayed: Steps = [
      pace.acquire(tooFast),
      act(awaitToken(bucket)),
      { op: 'holdX' },
      act(takeAwaited(bucket)),
      pace.release(),
    ]
    const isDelayed = config.overLimit === 'delay' && config.delayedMax > 0
    const limit: Steps = [
      isDelayed ? branch(takeTokenBefore(pace.slot, bucket), delayed, []) : branch(takeToken(bucket), tooFast, []),
    ]
    const enter = places.acquire(tooMany)
    return [
      onOperation({ [PROBE]: [enter, answer('ok')] }, [
        counted(asked),
        branch(hasPlace(places.slot, config.concurrency, config.reserved), tooMany, []),
        enter,
        ...cores.serve(config.authTime, 'authentication'),
        ...limit,
        ...cores.serve(config.cpuTime, 'routing'),
        hold(config.addedLatency, 'added latency'),
        call(kit.port('upstream'), SAME),
        answer('asCalled'),
      ]),
    ]
  },
})

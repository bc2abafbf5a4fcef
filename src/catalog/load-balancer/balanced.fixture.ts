/** For tests of balancing: a balancer that takes no time itself before targets that are all alike. */
import type { Config } from '../fields.ts'
import { constant, design, offering, Play, reads } from '../../simulation/play.fixture.ts'

export interface Balanced {
  readonly balancer?: Config
  readonly target?: Config
  readonly targets: number
  readonly perSecond: number
  readonly client?: Config
  readonly link?: Config
  readonly weights?: readonly number[]
  readonly seed?: number
}

/** A run of `users`, `balancer`, and targets `t1`, `t2`, … next to it. */
export function balanced(spec: Balanced): Play {
  const names = Array.from({ length: spec.targets }, (_, n) => `t${n + 1}`)
  const target = { cpuTime: constant(1), cores: 1, threads: 100_000, ...spec.target }
  return new Play(
    design(
      {
        users: ['client', { ...offering(spec.perSecond, [reads()]), ...spec.client }],
        balancer: ['load-balancer', { cpuTime: constant(0), addedLatency: constant(0), ...spec.balancer }],
        ...Object.fromEntries(names.map((name) => [name, ['server', target] as const])),
      },
      [
        ['users balancer', { latencyMs: 0 }],
        ...names.map(
          (name, n) => [`balancer ${name}`, { latencyMs: 0, weight: spec.weights?.[n] ?? 1, ...spec.link }] as const,
        ),
      ],
      spec.seed,
    ),
  )
}

/** How many calls each target has had. */
export const arrivalsOf = (play: Play, targets: number): number[] =>
  Array.from({ length: targets }, (_, n) => play.of(`t${n + 1}`).arrivals)

/** How many calls have left for each target. */
export const callsOf = (play: Play, targets: number): number[] =>
  Array.from({ length: targets }, (_, n) => play.carried(`balancer-t${n + 1}`))

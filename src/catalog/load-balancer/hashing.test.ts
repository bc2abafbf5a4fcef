/** What is told apart by a hash: keys of two spaces, users of two clients. */
import { expect, test } from 'vitest'
import { constant, design, offering, Play, reads, statics } from '../../simulation/play.fixture.ts'
import type { Config } from '../fields.ts'

const TARGETS = ['t1', 't2', 't3', 't4', 't5', 't6', 't7', 't8']
const usersOnly = (n: number): Config => ({ load: 'closed', population: n, thinkTime: constant(50) })

/** Calls that each target got from a client that is alone, or has a neighbor who asks elsewhere. */
function calls(client: Config, hashBy: string, id = 'users', isBesideIsland = false): number[] {
  const parts = { [id]: ['client', client] as const, ...(isBesideIsland && { aa: ['client', offering(1)] as const }) }
  const play = new Play(
    design(
      {
        ...parts,
        balancer: ['load-balancer', { policy: 'hash', hashBy, healthIntervalMs: 300_000 }],
        ...(isBesideIsland && { ab: ['server'] as const }),
        ...Object.fromEntries(TARGETS.map((name) => [name, ['server', { cores: 8 }] as const])),
      },
      [
        [`${id} balancer`],
        ...TARGETS.map((name) => [`balancer ${name}`] as const),
        ...(isBesideIsland ? [['aa ab'] as const] : []),
      ],
    ),
  )
  play.to(3_000)
  return TARGETS.map((name) => play.carried(`balancer-${name}`))
}

/** Where most calls go. */
const home = (counts: readonly number[]) => counts.indexOf(Math.max(...counts))

test('a key of one space goes elsewhere than the same key of another', () => {
  const homeOf = (kind: typeof reads) => home(calls(offering(50, [kind({ keys: 1 })]), 'key'))
  expect(homeOf(reads)).not.toBe(homeOf(statics))
})

test('a user of one client goes elsewhere than that of another, and neighbors change nothing', () => {
  const homes = ['users', 'others', 'guests', 'crew', 'staff'].map((id) => home(calls(usersOnly(1), 'user', id)))
  expect(new Set(homes).size).toBeGreaterThan(2)
  expect(calls(usersOnly(40), 'user', 'users', true)).toEqual(calls(usersOnly(40), 'user', 'users'))
})

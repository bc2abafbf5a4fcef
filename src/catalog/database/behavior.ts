/** What a database does: queries, commits, and — as one of a family — applying the log and watching the primary. */
import * as L from '../../engine/layout.ts'
import type { Distribution } from '../../engine/distributions.ts'
import type { Machine } from '../../engine/machine.ts'
import { OK } from '../../engine/outcome.ts'
import type { Kit, PlanFunction, StationHandle, Steps } from '../kit.ts'
import { addCount, linkAt } from '../memory.ts'
import { FIND_SESSION, KEEP_SESSION, PROBE, WRITE } from '../operations.ts'
import { act, answer, branch, call, hold, onOperation } from '../steps.ts'
import * as failover from './failover.ts'
import { enroll, FAMILY_CELL, FAMILY_WORDS, isPrimary } from './family.ts'
import * as log from './log.ts'

interface Database {
  readonly cores: number
  readonly readTime: Distribution
  readonly writeTime: Distribution
  readonly commitTime: Distribution
  readonly applyTime: Distribution
  readonly maxConnections: number
  readonly waitingRoom: number
}

export function databasePlan(kit: Kit, config: Database): Steps {
  const family = kit.family('replicas')
  const record = kit.shared('family', family.root, FAMILY_WORDS)
  if (record !== FAMILY_CELL) throw new Error('the family of a database has to be its first cell')
  const connections = kit.station('connections', { servers: config.maxConnections, room: config.waitingRoom })
  const cores = kit.station('cores', { servers: config.cores })
  const reads = kit.counter('reads')
  const staleReads = kit.counter('staleReads')
  const lostWrites = kit.counter('lostWrites')
  replicate(kit, config, { cores, lostWrites })
  kit.level('lagMs', log.lagMs)
  const readVersion = act((machine, frame) => {
    const instance = machine.i32[frame + L.INSTANCE]!
    addCount(machine, instance, reads)
    if (log.readVersion(machine, frame)) addCount(machine, instance, staleReads)
  })
  const write: Steps = [
    ...cores.serve(config.writeTime, 'write'),
    hold(config.commitTime, 'commit'),
    // It may have lost its role meanwhile; then the write is not acknowledged.
    branch(isAtPrimary, [answer('error')], [act(log.commit), answer('ok')]),
  ]
  const read = cores.serve(config.readTime, 'read')
  // Sessions are kept by the primary alone, and are no data that anybody else reads.
  const keepSession: Steps = [
    ...cores.serve(config.writeTime, 'write'),
    hold(config.commitTime, 'commit'),
    branch(isAtPrimary, [answer('error')], [answer('ok')]),
  ]
  return [
    onOperation({ [PROBE]: [answer('ok')] }, [
      connections.acquire([answer('turnedAway')]),
      onOperation(
        {
          [WRITE]: [branch(isAtPrimary, [answer('refused')], write)],
          [FIND_SESSION]: [...read, answer('ok')],
          [KEEP_SESSION]: [branch(isAtPrimary, [answer('refused')], keepSession)],
        },
        [...read, readVersion, answer('ok')],
      ),
    ]),
  ]
}

/** Whether the frame runs on the one who is the primary now. */
const isAtPrimary: PlanFunction = (machine, frame) => (isPrimary(machine, machine.i32[frame + L.INSTANCE]!) ? 1 : 0)

/** The daemons of a member: one applies the log, one watches the primary. A database alone has neither. */
function replicate(kit: Kit, config: Database, own: { cores: StationHandle; lostWrites: number }): void {
  const family = kit.family('replicas')
  const gate = kit.gate('log')
  const forward = kit.port('replicas')
  const back = kit.back('replicas')
  const stream = kit.stream('apply')
  // The drawn primary, once it has lost its part, hears of the others over its first replica's connection.
  const hanging = back.peers.length > 0 ? back : forward
  kit.onBuilt((machine, instances) => {
    const instance = instances[0]!
    enroll(machine, instance, {
      id: kit.id,
      isRoot: family.root === kit.id,
      members: family.members,
      gate: machine.i32[instance + L.N_RESOURCES + gate]!,
      link: linkAt(machine, instance, hanging.slot, 0),
      beyondMs: family.beyondMs,
    })
    failover.abortPromotion(machine, instance)
  })
  if (family.members.length < 2) return
  kit.onCrash(failover.abortPromotion)
  kit.daemon('apply', applying(config, gate, stream, own.cores))
  const connection = hanging.peers[0]?.connection
  if (connection === undefined) return
  const heartbeatMs = connection['heartbeatMs'] as number
  const limit = connection['missedHeartbeats'] as number
  const isToPromote: PlanFunction = (machine, frame) =>
    failover.missHeartbeat(machine, frame, machine.i32[frame + L.ANSWER] === OK, limit) ? 1 : 0
  const takeOver = act((machine, frame) => {
    const lost = failover.promote(machine, frame)
    addCount(machine, machine.i32[frame + L.INSTANCE]!, own.lostWrites, lost)
  })
  kit.daemon('heartbeat', [
    ...wait((machine, frame) => failover.untilHeartbeat(machine, frame, heartbeatMs)),
    {
      op: 'within',
      ms: heartbeatMs,
      cancel: true,
      body: [
        call({ slot: hanging.slot, peers: [] }, PROBE, { choose: aim, none: [answer('ok')], retries: false }),
        answer('asCalled'),
      ],
    },
    branch(isToPromote, [], [...wait(() => connection['promotionMs'] as number), takeOver]),
  ])
}

/** Waits for as many ms as the function says. */
function wait(ms: (machine: Machine, frame: number) => number): Steps {
  return [
    act((machine, frame) => {
      const waitMs = ms(machine, frame)
      machine.f64[(frame >> 1) + L.X] = waitMs
    }),
    { op: 'holdX' },
  ]
}

const aim: PlanFunction = (machine, frame) => (failover.aimAtPrimary(machine, frame) ? 1 : 0)

/** The log applier: one entry after the other, each when it has arrived, on one of the replica's cores. */
function applying(config: Database, gate: number, stream: number, cores: StationHandle): Steps {
  const arrive: Steps = [{ op: 'holdX' }]
  return [
    branch(log.nextToApply, [{ op: 'park', gate }], arrive, [
      ...arrive,
      cores.acquire([]),
      { op: 'holdOwn', time: config.applyTime, cell: stream, cause: 'service' },
      cores.release(),
      act(log.applyNext),
    ]),
  ]
}

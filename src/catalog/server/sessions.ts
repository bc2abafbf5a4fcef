/**
 * Sessions: who is logged in. A user's cookie says that there is a session; whether it is still there shows when it is
 * looked up — in the memory of the instance at hand, or in a store that all instances ask.
 */
import * as L from '../../engine/layout.ts'
import type { Machine } from '../../engine/machine.ts'
import { SESSION_LOST } from '../../engine/outcome.ts'
import { E_VALUE, E_VERSIONS } from '../../engine/store-layout.ts'
import { countOf, find, flush, lookUp, put } from '../../engine/store.ts'
import { nodeFor } from '../cache/nodes.ts'
import { callFields } from '../connection/connection.ts'
import { routesOf } from '../database/access.ts'
import type { Fields } from '../fields.ts'
import type { Port } from '../kind.ts'
import type { Kit, PlanFunction, Steps } from '../kit.ts'
import { cellOf, COOKIES } from '../memory.ts'
import { FIND_SESSION, KEEP_SESSION } from '../operations.ts'
import { act, answer, branch, call, onAnswer } from '../steps.ts'

/** Several instances that know nothing of each other's users. */
const APART = { 'self.sessions': 'inMemory', 'self.instances': 3 } as const

export const sessionFields = {
  sessions: {
    type: 'choice',
    options: ['stateless', 'inMemory', 'store'],
    default: 'stateless',
    provenance: { assumption: 'whatever a request needs comes with it, until somebody has to log in' },
    advanced: true,
    effect: {
      set: 'inMemory',
      measure: 'endToEnd.outcomes.sessionLost',
      direction: 'up',
      given: { 'self.instances': 3 },
    },
  },
  sessionTtlMs: {
    type: 'duration',
    default: 1_800_000,
    min: 1_000,
    max: 2_592_000_000,
    provenance: { assumption: 'half an hour without a request: a usual setting of web frameworks' },
    advanced: true,
    when: { field: 'sessions', is: ['inMemory', 'store'] },
    effect: { set: 1_000, measure: 'endToEnd.outcomes.sessionLost', direction: 'down', given: APART },
  },
  maxSessions: {
    type: 'count',
    default: 100_000,
    min: 1,
    max: 10_000_000,
    scale: 'log',
    provenance: { assumption: 'a gigabyte of memory at 10 kB a session' },
    advanced: true,
    when: { field: 'sessions', is: ['inMemory'] },
    effect: {
      set: 50,
      measure: 'endToEnd.outcomes.sessionLost',
      direction: 'up',
      given: { 'self.sessions': 'inMemory' },
    },
  },
} as const satisfies Fields

export const sessionsPort = {
  accepts: ['entries', 'queries'],
  max: 1,
  when: { field: 'sessions', is: ['store'] },
  fields: callFields(1_000, { assumption: 'a session is looked up in a millisecond; nothing goes on without it' }),
} as const satisfies Port

export interface Sessions {
  readonly sessions: 'stateless' | 'inMemory' | 'store'
  readonly sessionTtlMs: number
  readonly maxSessions: number
}

const LOST: Steps = [answer('sessionLost')]

/** In a cookie: the instance that began the session; in the table of crashes: the newest session that was lost. */
const BEGUN_AT = E_VERSIONS
const NEWEST_LOST = E_VALUE
/** Instances that a site may ever have. */
const INSTANCES_MAX = 1 << 20

/** The first steps of a request that needs a session: it has one, begins one, or finds it lost and is answered so. */
export function withSession(kit: Kit, config: Sessions): Steps {
  kit.level('sessions', () => NaN)
  if (config.sessions === 'stateless') return []
  const site = siteOf(kit, config.sessions)
  const cookies = kit.store('cookies', { capacity: COOKIES, eviction: 'lru', owner: site })
  return config.sessions === 'inMemory' ? inMemory(kit, config, { cookies, site }) : inStore(kit, config, cookies)
}

/**
 * Whose cookies they are, for users do not know one server from another: those of all servers that ask one store, that
 * stand behind one balancer, or that users call by one name.
 */
function siteOf(kit: Kit, sessions: 'inMemory' | 'store'): string {
  if (sessions === 'store') return kit.port('sessions').peers[0]?.id ?? kit.id
  return kit.callers('targets')[0] ?? kit.callers('records')[0] ?? kit.callers('entry')[0] ?? kit.id
}

/** The user whose request it is: by client, and by number within it. */
function userOf({ i32 }: Machine, frame: number): readonly [client: number, user: number] {
  const request = i32[frame + L.REQUEST]!
  return [i32[request + L.R_CLIENT]!, i32[request + L.R_USER]!]
}

/** Each instance keeps the sessions that began there. The cookie has the number of the session that it stands for. */
function inMemory(
  kit: Kit,
  { sessionTtlMs, maxSessions }: Sessions,
  { cookies, site }: { cookies: number; site: string },
): Steps {
  const kept = kit.store('sessions', { capacity: maxSessions, eviction: 'lru' })
  const numbers = kit.shared('session numbers', site, 2)
  const crashes = kit.store('crashes', { capacity: INSTANCES_MAX, eviction: 'fifo', owner: site })
  const forget = ({ arena }: Machine, instance: number): void => {
    flush(arena.i32, arena.f64, arena.i32[instance + L.N_CELLS + kept]!)
    const newest = arena.i32[arena.i32[instance + L.N_CELLS + numbers]!]!
    const crash = put(arena, arena.i32[instance + L.N_CELLS + crashes]!, 0, instance, Infinity)
    arena.i32[crash + NEWEST_LOST] = newest
  }
  kit.onCrash(forget)
  kit.level('sessions', ({ i32 }, instance) => countOf(i32, i32[instance + L.N_CELLS + kept]!))
  const isLost: PlanFunction = (machine, frame) => {
    const { arena } = machine
    const [client, user] = userOf(machine, frame)
    const jar = cellOf(machine, frame, cookies)
    const store = cellOf(machine, frame, kept)
    const cookie = lookUp(arena.i32, arena.f64, jar, client, user)
    const session = lookUp(arena.i32, arena.f64, store, client, user)
    const isThere = cookie !== 0 && session !== 0 && arena.i32[session + E_VALUE] === arena.i32[cookie + E_VALUE]
    if (cookie !== 0 && !isThere) {
      // Whoever lost it in a crash is to blame; else it is where the request has come to, which does not have it.
      const crash = find(arena.i32, cellOf(machine, frame, crashes), 0, arena.i32[cookie + BEGUN_AT]!)
      const isByCrash = crash !== 0 && arena.i32[cookie + E_VALUE]! <= arena.i32[crash + NEWEST_LOST]!
      const instance = isByCrash ? arena.i32[cookie + BEGUN_AT]! : arena.i32[frame + L.INSTANCE]!
      arena.i32[frame + L.ANSWER] = SESSION_LOST
      arena.i32[frame + L.CULPRIT] = arena.i32[instance + L.N_COMPONENT]! + 1
    }
    const counter = cellOf(machine, frame, numbers)
    const number = isThere ? arena.i32[cookie + E_VALUE]! : arena.i32[counter]! + 1
    if (!isThere) arena.i32[counter] = number
    for (const place of [jar, store]) {
      const entry = put(arena, place, client, user, sessionTtlMs)
      arena.i32[entry + E_VALUE] = number
      if (!isThere) arena.i32[entry + BEGUN_AT] = arena.i32[frame + L.INSTANCE]!
    }
    return cookie !== 0 && !isThere ? 1 : 0
  }
  return [branch(isLost, [], [answer('asCalled')])]
}

/** Whoever has a cookie is looked up in the store; whoever has none, or is not there any more, is put into it. */
function inStore(kit: Kit, { sessionTtlMs }: Sessions, cookies: number): Steps {
  const port = kit.port('sessions')
  const routes = port.peers[0]?.kind === 'cache' ? undefined : routesOf(kit, 'sessions')
  const choose = nodeFor(port, 'session')
  const ask = (operation: number, then: { ok: Steps; miss: Steps }): Steps => [
    routes === undefined ? call(port, operation, { choose }) : call(routes.port, operation, { choose: routes.write }),
    onAnswer({ ...then, failed: [answer('asCalled')] }),
  ]
  const hasCookie: PlanFunction = (machine, frame) => {
    const [client, user] = userOf(machine, frame)
    return lookUp(machine.i32, machine.f64, cellOf(machine, frame, cookies), client, user) === 0 ? 0 : 1
  }
  const renew = act((machine, frame) => {
    const [client, user] = userOf(machine, frame)
    put(machine.arena, cellOf(machine, frame, cookies), client, user, sessionTtlMs)
  })
  const keep = (then: Steps): Steps => ask(KEEP_SESSION, { ok: [renew, ...then], miss: LOST })
  return [branch(hasCookie, keep([]), ask(FIND_SESSION, { ok: [renew], miss: keep(LOST) }))]
}

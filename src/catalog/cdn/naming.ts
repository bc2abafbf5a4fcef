/** What copies are told apart by: key spaces of their own for versions of files, and for variants of answers. */
import * as H from '../../engine/header.ts'
import * as L from '../../engine/layout.ts'
import type { Machine } from '../../engine/machine.ts'
import { drawWords, hashText, scatter, uniform } from '../../engine/random.ts'
import { E_VALUE } from '../../engine/store-layout.ts'
import { lookUp, put } from '../../engine/store.ts'
import { KEY_SPACES } from '../client/traffic.ts'
import type { Kit } from '../kit.ts'
import { cellOf, COOKIES } from '../memory.ts'
import { STATIC } from '../operations.ts'

export interface Naming {
  readonly urls: 'plain' | 'versioned'
  readonly cacheKey: 'path' | 'query' | 'header' | 'cookie'
  readonly variants: number
}

/** What all edges share: the version of the files, the last cookie that was given, when files were last released. */
const C_VERSION = 0
const C_COOKIE = 1
const C_RELEASED = 1 // f64
const COMMON_WORDS = 4

const QUERY_PURPOSE = hashText('query string')
const HEADER_SALT = 0x2c1b3c6d

type VariantOf = (machine: Machine, frame: number) => number

/** Declares versions and variants: the function that names what a visit wants, and the present version of the files. */
export function namesOf(kit: Kit, { urls, cacheKey, variants }: Naming) {
  const common = kit.shared('common', kit.id, COMMON_WORDS)
  const version = (machine: Machine, frame: number): number => machine.i32[cellOf(machine, frame, common) + C_VERSION]!
  // It is told to every edge, and is one release all the same.
  kit.onMoment('release', ({ i32, f64 }, instance) => {
    const block = i32[instance + L.N_CELLS + common]!
    const moment = f64[H.NOW]! + 1
    if (f64[(block >> 1) + C_RELEASED] === moment) return
    f64[(block >> 1) + C_RELEASED] = moment
    i32[block + C_VERSION]!++
  })
  const jar = kit.store('cookies', { capacity: COOKIES, eviction: 'lru', owner: kit.id })
  const variantOf: Readonly<Record<Naming['cacheKey'], VariantOf>> = {
    path: () => 0,
    query: ({ i32 }, frame) => {
      const request = i32[frame + L.REQUEST]!
      drawWords(i32, i32[request + L.R_SEED]!, i32[request + L.R_SEED + 1]!, QUERY_PURPOSE, 0)
      return Math.floor(uniform(i32) * variants)
    },
    header: ({ i32 }, frame) => {
      const user = i32[i32[frame + L.REQUEST]! + L.R_USER]!
      return (scatter(user ^ HEADER_SALT) >>> 0) % variants
    },
    cookie: cookieOf(common, jar),
  }
  const ofAnswer = variantOf[cacheKey]
  const name = (machine: Machine, frame: number): void => {
    const { i32 } = machine
    const space = i32[i32[frame + L.REQUEST]! + L.R_SPACE]!
    const isFile = i32[frame + L.OPERATION] === STATIC
    const ofFile = urls === 'versioned' ? version(machine, frame) : 0
    const variant = isFile ? ofFile : ofAnswer(machine, frame)
    machine.i32[frame + L.A] = space + KEY_SPACES * variant
  }
  return { name, version }
}

/** The number of a user's cookie, whom no two share; who was not seen for long gets a new one. */
function cookieOf(common: number, jar: number): VariantOf {
  return (machine, frame) => {
    const { arena } = machine
    const request = arena.i32[frame + L.REQUEST]!
    const client = arena.i32[request + L.R_CLIENT]!
    const user = arena.i32[request + L.R_USER]!
    const store = cellOf(machine, frame, jar)
    const known = lookUp(arena.i32, arena.f64, store, client, user)
    if (known !== 0) return arena.i32[known + E_VALUE]!
    const cookie = put(arena, store, client, user, Infinity)
    const block = cellOf(machine, frame, common)
    const number = arena.i32[block + C_COOKIE]! + 1
    arena.i32[block + C_COOKIE] = number
    arena.i32[cookie + E_VALUE] = number
    return number
  }
}

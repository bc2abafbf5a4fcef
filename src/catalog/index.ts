/** The catalog: one line a kind. */
import { cache } from './cache/cache.ts'
import { cdn } from './cdn/cdn.ts'
import { client } from './client/client.ts'
import { database } from './database/database.ts'
import { dns } from './dns/dns.ts'
import { gateway } from './gateway/gateway.ts'
import { host } from './host/host.ts'
import type { KindDefinition } from './kind.ts'
import { loadBalancer } from './load-balancer/load-balancer.ts'
import { queue } from './queue/queue.ts'
import { region } from './region/region.ts'
import { server } from './server/server.ts'
import { tier } from './tier/tier.ts'
import { worker } from './worker/worker.ts'
import { zone } from './zone/zone.ts'

/** Every kind, in the order of the palette. */
export const catalog = {
  client,
  dns,
  cdn,
  gateway,
  'load-balancer': loadBalancer,
  server,
  cache,
  database,
  queue,
  worker,
  region,
  zone,
  tier,
  host,
} as const

export type KindName = keyof typeof catalog

/** All kinds as a list, in the order of the palette. */
export const kinds: readonly KindDefinition[] = Object.values(catalog) as unknown as readonly KindDefinition[]

/** The definition of a kind, or undefined when there is none of that name. */
export function kindOf(name: string): KindDefinition | undefined {
  return Object.hasOwn(catalog, name) ? (catalog[name as KindName] as unknown as KindDefinition) : undefined
}

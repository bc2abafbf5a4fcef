/** The users of a design and what they ask for: the arithmetic behind the slider. */
import type { Architecture, Component } from '../../architecture/architecture.ts'

/** Of one client, and of the slider. */
export const USERS_LIMITS = { min: 1, max: 1_000_000_000 } as const
const SECONDS_PER_DAY = 86_400

function numberOf(component: Component, field: string): number {
  const value = component.config[field]
  return typeof value === 'number' ? value : 0
}

function clientsOf(architecture: Architecture): readonly Component[] {
  return architecture.components.filter((component) => component.kind === 'client')
}

/** Clients whose load follows from their users: what the slider is about. */
function countedClientsOf(architecture: Architecture): readonly Component[] {
  return clientsOf(architecture).filter(isCounted)
}

function isCounted({ kind, config }: Component): boolean {
  return kind === 'client' && config['load'] === 'users'
}

/** All users of the clients that count them; 0 without such a client. */
export function totalUsers(architecture: Architecture): number {
  return countedClientsOf(architecture).reduce((sum, client) => sum + numberOf(client, 'users'), 0)
}

/** Requests a second at peak: users × requests per user and day ÷ 86 400 × peak factor, over the clients that count. */
export function peakRate(architecture: Architecture): number {
  return countedClientsOf(architecture).reduce(
    (sum, client) =>
      sum +
      (numberOf(client, 'users') * numberOf(client, 'requestsPerUserPerDay') * numberOf(client, 'peakFactor')) /
        SECONDS_PER_DAY,
    0,
  )
}

/** Whether there are clients at all, though none that counts users. */
export function hasOtherLoad(architecture: Architecture): boolean {
  return clientsOf(architecture).length > 0 && countedClientsOf(architecture).length === 0
}

function clampUsers(users: number): number {
  return Math.min(USERS_LIMITS.max, Math.max(USERS_LIMITS.min, Math.round(users)))
}

/** The design with `users` in all; several clients keep their proportions. */
export function setTotalUsers(architecture: Architecture, users: number): Architecture {
  const before = totalUsers(architecture)
  if (before === 0 || before === users) return architecture
  return {
    ...architecture,
    components: architecture.components.map((component) => {
      if (!isCounted(component)) return component
      const own = clampUsers((numberOf(component, 'users') * users) / before)
      return { ...component, config: { ...component.config, users: own } }
    }),
  }
}

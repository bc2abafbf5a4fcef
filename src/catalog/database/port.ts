/** How a caller reaches a database: besides the call itself, where it sends its reads. */
import { callFields } from '../connection/connection.ts'
import type { Provenance } from '../fields.ts'
import type { Port } from '../kind.ts'

/** Why a query is waited for as long as it is. */
export const DATABASE_TIMEOUT: Provenance = {
  assumption: 'queries take milliseconds: after five seconds something is surely wrong',
}

export const databasePort = {
  accepts: ['queries'],
  fields: {
    ...callFields(5_000, DATABASE_TIMEOUT),
    reads: {
      type: 'choice',
      options: ['primary', 'replicas'],
      default: 'primary',
      provenance: { assumption: 'reads go where writes go until somebody decides that stale answers are acceptable' },
      effect: { set: 'replicas', measure: 'replica.arrivals', direction: 'up' },
    },
  },
} as const satisfies Port

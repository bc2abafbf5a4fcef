/** How a caller reaches a database: besides the call itself, where it sends its reads. */
import { callFields } from '../connection/connection.ts'
import type { Port } from '../kind.ts'

export const databasePort = {
  accepts: ['queries'],
  fields: {
    ...callFields(5_000, 'hikari'),
    reads: {
      type: 'choice',
      options: ['primary', 'replicas'],
      default: 'primary',
      provenance: { assumption: 'reads go where writes go until somebody decides that stale answers are acceptable' },
      effect: { set: 'replicas', measure: 'components.replica.arrivals', direction: 'up' },
    },
  },
} as const satisfies Port

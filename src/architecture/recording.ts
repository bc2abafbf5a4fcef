/** A client that sends recorded requests: what an edit has to set for that. */
import { peakRatePerSecond } from '../catalog/client/traffic.ts'
import type { Trace } from '../catalog/trace.ts'
import type { Architecture, ComponentId } from './architecture.ts'
import { setField } from './edits.ts'
import { componentOf } from './lookup.ts'

/** Least and most that a rate may be. */
const RATE = { min: 0.001, max: 10_000_000 }

/**
 * The design with a client replaying a trace. One whose requests have no times comes at the rate that the client has
 * had: where that followed from its users, it is written down as a rate.
 */
export function replaying(architecture: Architecture, id: ComponentId, trace: Trace): Architecture {
  const owner = { type: 'component', id } as const
  const { config } = componentOf(architecture, id)
  const number = (name: string) => Number(config[name] ?? 0)
  let changed = architecture
  if (trace.gaps === '' && config['load'] === 'users') {
    const [users, requestsPerUserPerDay, peakFactor] = ['users', 'requestsPerUserPerDay', 'peakFactor'].map(number)
    const rate = peakRatePerSecond({
      users: users!,
      requestsPerUserPerDay: requestsPerUserPerDay!,
      peakFactor: peakFactor!,
    })
    changed = setField(changed, owner, 'rate', Math.min(RATE.max, Math.max(RATE.min, Number(rate.toPrecision(6)))))
  }
  return setField(setField(changed, owner, 'load', 'trace'), owner, 'trace', trace)
}

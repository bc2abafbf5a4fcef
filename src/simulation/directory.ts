/** What the numbers in the arena's tables are called, also of components that an edit has removed since. */
import type { ComponentId } from '../architecture/architecture.ts'
import { POOL_SLOT } from '../engine/guard.ts'
import * as L from '../engine/layout.ts'
import type { Built } from './built.ts'
import type { Cause } from './reading.ts'

/** Causes by their number in the key of an account; the rest are lines. */
const CAUSES: Readonly<Record<number, Cause>> = {
  [L.CAUSE_NETWORK]: { type: 'network' },
  [L.CAUSE_SERVICE]: { type: 'service' },
  [L.CAUSE_BACKOFF]: { type: 'backoff' },
  [L.CAUSE_TIMEOUT]: { type: 'timeout' },
  [L.CAUSE_COALESCED]: { type: 'coalesced' },
  [L.CAUSE_LOOKUP]: { type: 'lookup' },
}

/** Ids and names of stations by the numbers that accounts carry. */
export class Directory {
  private readonly ids = new Map<number, ComponentId>()
  private readonly lines = new Map<number, Cause>()
  private known: Built | null = null

  constructor(...built: readonly Built[]) {
    for (const one of built) this.learn(one)
  }

  /** Adds the components of a document; those of former ones stay known. */
  learn(built: Built): void {
    if (built === this.known) return
    this.known = built
    for (const [index, component] of built.byIndex) {
      this.ids.set(index, component.id)
      for (const [station, { slot }] of Object.entries(component.stations)) {
        this.lines.set((index << L.CAUSE_BITS) | (L.CAUSE_WAITING + slot), { type: 'waiting', station })
      }
    }
  }

  /** The id of the component with that index, or undefined when it was never met. */
  idOf(index: number): ComponentId | undefined {
    return this.ids.get(index)
  }

  /** The cause in the key of a segment. */
  causeOf(key: number): Cause {
    const code = key & (L.CAUSES - 1)
    if (code === L.CAUSE_WAITING + POOL_SLOT) return { type: 'waiting', station: 'pool' }
    return CAUSES[code] ?? this.lines.get(key) ?? { type: 'waiting', station: '' }
  }
}

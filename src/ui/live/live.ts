/** How views follow the run: facts by selector, numbers five times a second and only when they look different. */
import { useCallback, useRef, useSyncExternalStore } from 'react'
import { useStore } from 'zustand'
import { kindOf } from '../../catalog/index.ts'
import type { ComponentId, ConnectionId } from '../../architecture/architecture.ts'
import type { Health } from '../../simulation/reading.ts'
import type { Live } from '../../state/live.ts'
import type { RunState } from '../../state/run.ts'
import { useDocument, useStores } from '../stores.ts'
import { sameFields, toFigures } from './looks.ts'

/** How a component is at the moment. Numbers are rounded to what can be seen, so that noise draws nothing. */
export interface ComponentLive {
  readonly health: Health
  /** Utilization of its busiest station, 0 to 1. */
  readonly busy: number
  /** All that wait at it. */
  readonly line: number
  /** The gauge of its kind that stands large on its face; NaN when it has none or nothing was measured. */
  readonly headline: number
  /** Instances that take calls. */
  readonly instances: number
}

export interface ConnectionLive {
  readonly perSecond: number
}

export function useRun<T>(selector: (state: RunState) => T): T {
  return useStore(useStores().run, selector)
}

/** What `read` makes of the live readings, told when one of its fields has changed. */
function useLive<T extends object | null>(read: (live: Live) => T): T {
  const { live } = useStores().run
  const shown = useRef<T | undefined>(undefined)
  const snapshot = useCallback(() => {
    const next = read(live)
    if (shown.current === undefined || !sameFields(shown.current, next)) shown.current = next
    return shown.current
  }, [live, read])
  return useSyncExternalStore(live.subscribe, snapshot)
}

/** How a component is, or null while no run knows it. */
export function useComponentLive(id: ComponentId): ComponentLive | null {
  const kind = useDocument((state) => state.architecture.components.find((component) => component.id === id)?.kind)
  const gauge = kindOf(kind ?? '')?.look.headline ?? ''
  const read = useCallback(
    (live: Live): ComponentLive | null => {
      const health = live.health(id)
      if (health === null) return null
      const busy = live.value(`${id}.busy`)
      const line = live.value(`${id}.line`)
      return {
        health,
        busy: Number.isNaN(busy) ? 0 : Math.round(busy * 100) / 100,
        line: Number.isNaN(line) ? 0 : toFigures(line),
        instances: Math.round(live.value(`${id}.instances`)),
        headline: gauge === '' ? Number.NaN : toFigures(live.value(`${id}.${gauge}`), 3),
      }
    },
    [id, gauge],
  )
  return useLive(read)
}

/** The traffic of a connection; 0 while no run knows it. */
export function useConnectionLive(id: ConnectionId): ConnectionLive {
  const read = useCallback(
    (live: Live) => {
      const rate = live.rate(id)
      return { perSecond: Number.isNaN(rate) ? 0 : toFigures(rate) }
    },
    [id],
  )
  return useLive(read)
}

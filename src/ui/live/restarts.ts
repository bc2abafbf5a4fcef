/** Which components are away by themselves, and until when: the story has told it. */
import { useCallback, useSyncExternalStore } from 'react'
import type { ComponentId } from '../../architecture/architecture.ts'
import type { Health } from '../../simulation/reading.ts'
import type { StoryEntry } from '../../state/run-facts.ts'
import { useStores } from '../stores.ts'
import { useRun } from './live.ts'

const NEVER = Number.NaN

/**
 * When a component that restarts is back, ms: one that is down, with its first instance; one that goes on with fewer,
 * with the last. NaN when nothing restarts.
 */
export function backAtMs(story: readonly StoryEntry[], id: ComponentId, isDown: boolean): number {
  const backs = new Map<number, number>()
  for (const { event } of story) {
    if (event.component !== id) continue
    const { code, params, atMs } = event
    const instance = Number(params['instance'])
    if (code === 'killed') backs.set(instance, atMs + Number(params['downMs']))
    else if (code === 'restarted') backs.delete(instance)
    else if (code === 'resized') {
      const count = Number(params['instances'])
      for (let number = 1; number <= count; number++)
        backs.set(number, atMs + number * Number(params['seconds']) * 1_000)
    }
  }
  if (backs.size === 0) return NEVER
  return isDown ? Math.min(...backs.values()) : Math.max(...backs.values())
}

/** Whole seconds until a component is back from a restart; null when it does not restart. */
export function useRestart(id: ComponentId, health: Health | undefined): number | null {
  const { live } = useStores().run
  const atMs = useRun((state) => backAtMs(state.story, id, health === 'down'))
  const left = useCallback(() => {
    const seconds = Math.ceil((atMs - live.atMs()) / 1_000)
    return Number.isNaN(seconds) || seconds <= 0 ? null : seconds
  }, [live, atMs])
  return useSyncExternalStore(live.subscribe, left)
}

/** Whether the simulated time has come to a moment. */
export function useIsPast(momentMs: number): boolean {
  const { live } = useStores().run
  return useSyncExternalStore(live.subscribe, () => live.atMs() >= momentMs)
}

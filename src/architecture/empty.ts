/** A document with nothing in it, and what a document has where nothing else is said. */
import { type Architecture, type Objectives, type Settings, VERSION } from './architecture.ts'

/** The run that a new document asks for: ten seconds to settle, a day to watch. */
export const DEFAULT_SETTINGS: Settings = { seed: 1, warmUpMs: 10_000, endMs: 86_400_000 }

/** What is asked of a design until somebody asks for something else: half a second, and one failure in a thousand. */
export const DEFAULT_OBJECTIVES: Objectives = { latencyMs: 500, errorRatio: 0.001 }

/** The size of a group that does not say how large it is, in canvas units. */
export const DEFAULT_GROUP_SIZE = { width: 480, height: 320 } as const

/** A document with a name and nothing drawn. */
export function emptyArchitecture(name: string): Architecture {
  return {
    version: VERSION,
    name,
    components: [],
    connections: [],
    timeline: [],
    settings: DEFAULT_SETTINGS,
    notes: [],
    objectives: DEFAULT_OBJECTIVES,
  }
}

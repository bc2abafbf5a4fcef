/** Which color is whose. The tones themselves are in `colors.css`, for light and dark. */
import './colors.css'
import type { ComponentId } from '../../architecture/architecture.ts'
import type { Cause } from '../../simulation/reading.ts'

/** Tones for components, before they repeat with another dash. */
export const SERIES_TONES = 10

/** Dashes by which lines of the same tone differ. */
const DASHES = ['', '6 3', '2 3', '8 3 2 3'] as const

export interface LineLook {
  readonly color: string
  readonly dash: string
}

/** Gives each component a look at first sight and never takes it back, so that a deletion recolors nobody. */
export function createPalette(): (component: ComponentId) => LineLook {
  const seen = new Map<ComponentId, number>()
  return (component) => {
    const place = seen.get(component) ?? seen.size
    seen.set(component, place)
    return {
      color: `var(--mr-series-${place % SERIES_TONES})`,
      dash: DASHES[Math.floor(place / SERIES_TONES) % DASHES.length] ?? '',
    }
  }
}

let present = { designId: '', lookOf: createPalette() }

/** The looks of the components of a design, the same as long as it is open. */
export function paletteOf(designId: string): (component: ComponentId) => LineLook {
  if (present.designId !== designId) present = { designId, lookOf: createPalette() }
  return present.lookOf
}

export function outcomeColor(outcome: string): string {
  return `var(--mr-outcome-${outcome})`
}

export function causeColor(type: Cause['type']): string {
  return `var(--mr-cause-${type})`
}

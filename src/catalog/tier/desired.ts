/** How many instances there should be, by one figure of them: what auto-scaling groups and Kubernetes work out. */

export interface Sighting {
  /** Instances that the figure is the mean of. */
  readonly instances: number
  /** The figure of each, on average, and what it ought to be; both in the same unit. */
  readonly metric: number
  readonly target: number
  /** The figure may be above or below the target by such a part of it, and nothing is done. */
  readonly toleranceOut: number
  readonly toleranceIn: number
}

/** Rounding errors do not make an instance. */
const SLACK = 1e-9

/** Whether a figure is above or below its target by more than is tolerated. */
export function verdictOf({ metric, target, toleranceOut, toleranceIn }: Sighting): 'high' | 'low' | 'fine' {
  const ratio = metric / target
  if (ratio > 1 + toleranceOut + SLACK) return 'high'
  return ratio < 1 - toleranceIn - SLACK ? 'low' : 'fine'
}

/**
 * As many instances as bring the figure down, or up, to its target: ⌈instances × metric ÷ target⌉, the formula of the
 * Kubernetes horizontal pod autoscaler, which target tracking comes to as well.
 */
export function desiredInstances(sighting: Sighting): number {
  const { instances, metric, target } = sighting
  if (verdictOf(sighting) === 'fine' || Number.isNaN(metric)) return instances
  return Math.ceil((instances * metric) / target - SLACK)
}

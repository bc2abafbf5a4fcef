/** Places on a slider: linear, or logarithmic for values over several orders of magnitude. */
import type { Limits } from './entry.ts'

/** Sliders run over this many steps, fine enough for a pixel each. */
export const STEPS = 400

/** Log sliders may begin at 0, which has no logarithm: one is added before and taken off after. */
const shift = (limits: Limits) => (limits.min < 1 ? 1 - Math.min(limits.min, 0) : 0)

export function toStep(value: number, limits: Limits, isLog: boolean): number {
  const part = isLog
    ? Math.log((value + shift(limits)) / (limits.min + shift(limits))) /
      Math.log((limits.max + shift(limits)) / (limits.min + shift(limits)))
    : (value - limits.min) / (limits.max - limits.min)
  return Math.round(Math.min(1, Math.max(0, part)) * STEPS)
}

/** A value a person would choose: a whole number of two figures, the ends exact. */
export function fromStep(step: number, limits: Limits, isLog: boolean): number {
  if (step <= 0) return limits.min
  if (step >= STEPS) return limits.max
  const part = step / STEPS
  if (!isLog) return limits.min + part * (limits.max - limits.min)
  const base = limits.min + shift(limits)
  const value = base * ((limits.max + shift(limits)) / base) ** part - shift(limits)
  return Math.min(limits.max, Math.max(limits.min, Number(value.toPrecision(2))))
}

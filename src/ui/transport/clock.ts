/** Simulated time as it is read off a clock: exact to a tenth of a second however late it is. */

const NBSP = '\u00A0'

/** `12.4 s` within the first minute, then `2:05.3`, then `1:02:05.3`. */
export function formatClock(ms: number, decimals = 1): string {
  if (!Number.isFinite(ms)) return '–'
  const unit = 10 ** decimals
  // Cut off, not rounded: a clock never shows a time that has not come.
  const ticks = Math.max(0, Math.floor((ms / 1_000) * unit + 1e-6))
  const seconds = ticks / unit
  if (seconds < 60) return `${seconds.toFixed(decimals)}${NBSP}s`
  const whole = Math.floor(seconds / 60)
  const rest = (seconds - whole * 60).toFixed(decimals).padStart(decimals > 0 ? decimals + 3 : 2, '0')
  if (whole < 60) return `${whole}:${rest}`
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}:${rest}`
}

interface Tick {
  /** The newest simulated time that was told. */
  readonly atMs: number
  /** Simulated ms a wall second. */
  readonly pace: number
  /** How far the clock may run ahead of what was told. */
  readonly mostMs: number
  readonly wallMs: number
}

/**
 * Lets a clock run on between two tellings, at most so far and never back: at a tenth of real time a window takes
 * seconds, and a clock that stands still looks broken.
 */
export function createTicker(): (tick: Tick) => number {
  let told = { atMs: Number.NaN, wallMs: 0 }
  let shownMs = 0
  return ({ atMs, pace, mostMs, wallMs }) => {
    if (atMs < told.atMs) shownMs = 0
    if (atMs !== told.atMs) told = { atMs, wallMs }
    const aheadMs = Math.min(mostMs, ((wallMs - told.wallMs) * pace) / 1_000)
    shownMs = Math.max(shownMs, atMs + Math.max(0, aheadMs))
    return shownMs
  }
}

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

/**
 * Values as they are typed and shown for editing: exact, unlike the rounded numbers on the canvas. A time is typed with
 * a unit ("250 ms", "1.5 min"), a count with a scale ("10k", "1.5M", "1만").
 */

/** What typed text says, or why it says nothing. */
export type Entry =
  | { readonly ok: true; readonly value: number }
  | { readonly ok: false; readonly reason: 'notANumber' | 'tooSmall' | 'tooLarge' | 'notWhole' }

export interface Limits {
  readonly min: number
  readonly max: number
}

/** Units of time, the largest first; the first spelling of each is the one shown. */
const DURATIONS: readonly { readonly ms: number; readonly names: readonly string[] }[] = [
  { ms: 86_400_000, names: ['d', 'day', 'days', '일'] },
  { ms: 3_600_000, names: ['h', 'hour', 'hours', '시간'] },
  { ms: 60_000, names: ['min', 'm', 'minute', 'minutes', '분'] },
  { ms: 1_000, names: ['s', 'sec', 'second', 'seconds', '초'] },
  { ms: 1, names: ['ms', '밀리초'] },
  { ms: 0.001, names: ['us', 'µs', 'μs', '마이크로초'] },
]

const SCALES: readonly { readonly factor: number; readonly names: readonly string[] }[] = [
  { factor: 1e9, names: ['b', 'g', 'bn'] },
  { factor: 1e8, names: ['억'] },
  { factor: 1e6, names: ['m', 'mio', '백만'] },
  { factor: 1e4, names: ['만'] },
  { factor: 1e3, names: ['k', '천'] },
]

const NUMBER = /^([+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?)\s*(.*)$/i

/** Splits "1,500.5 ms" into 1500.5 and "ms"; undefined when it does not begin with a number. */
function split(text: string): { number: number; unit: string } | undefined {
  const match = NUMBER.exec(text.trim().replace(/(?<=\d)[,_ ](?=\d{3}(?!\d))/g, ''))
  if (match === null) return undefined
  return { number: Number(match[1]), unit: (match[2] ?? '').trim().toLowerCase() }
}

function within(value: number, limits: Limits): Entry {
  if (!Number.isFinite(value)) return { ok: false, reason: 'notANumber' }
  if (value < limits.min) return { ok: false, reason: 'tooSmall' }
  if (value > limits.max) return { ok: false, reason: 'tooLarge' }
  return { ok: true, value }
}

/** A time in ms; a number without a unit is in ms. */
export function parseDuration(text: string, limits: Limits): Entry {
  const parts = split(text)
  const unit = DURATIONS.find(({ names }) => names.includes(parts?.unit === '' ? 'ms' : (parts?.unit ?? '')))
  if (parts === undefined || unit === undefined) return { ok: false, reason: 'notANumber' }
  return within(clean(parts.number * unit.ms), limits)
}

/** A whole number. */
export function parseCount(text: string, limits: Limits): Entry {
  const scaled = parseNumber(text, { min: -Infinity, max: Infinity })
  if (!scaled.ok) return scaled
  if (!Number.isInteger(scaled.value)) return { ok: false, reason: 'notWhole' }
  return within(scaled.value, limits)
}

/** A real number, perhaps in thousands or millions. */
export function parseNumber(text: string, limits: Limits): Entry {
  const parts = split(text)
  if (parts === undefined) return { ok: false, reason: 'notANumber' }
  const factor = parts.unit === '' ? 1 : SCALES.find(({ names }) => names.includes(parts.unit))?.factor
  if (factor === undefined) return { ok: false, reason: 'notANumber' }
  return within(clean(parts.number * factor), limits)
}

/** A share, typed in percent with or without the sign. */
export function parseRatio(text: string, limits: Limits): Entry {
  const parts = split(text)
  if (parts === undefined || !['', '%'].includes(parts.unit)) return { ok: false, reason: 'notANumber' }
  return within(clean(parts.number / 100), limits)
}

/** A time in the largest unit in which it is a short number: 90 000 is "1.5 min", 86 400 000 "1 d". */
export function durationEntry(ms: number): string {
  if (ms === 0) return '0 ms'
  const isShort = (value: number) => Math.abs(value) >= 1 && Math.abs(clean(value * 100) % 1) < 1e-9
  const unit = DURATIONS.find(({ ms: one }) => one >= 1 && isShort(ms / one))
  if (unit !== undefined) return `${clean(ms / unit.ms)} ${unit.names[0]}`
  return ms >= 1_000 ? `${clean(ms / 1_000)} s` : `${clean(ms)} ms`
}

/** A whole number with its thousands apart. */
export function countEntry(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+(?!\d))/g, ',')
}

export function numberEntry(value: number): string {
  return Math.abs(value) >= 10_000 && Number.isInteger(value) ? countEntry(value) : String(clean(value))
}

export function ratioEntry(ratio: number): string {
  return `${clean(ratio * 100)}`
}

/** Without the noise that multiplying leaves in the last digits. */
function clean(value: number): number {
  return Number(value.toPrecision(12))
}

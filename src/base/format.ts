/**
 * Numbers as words at the edge: short, with a unit, the same in every language. A non-breaking space keeps a number and
 * its unit on one line; a number that is not there is a dash.
 */

const NBSP = '\u00A0'
const ABSENT = '–'

/** Steps of time: up to `below` (in ms) a number is shown in this unit. Less than two of one are told in the next. */
const TIMES = [
  { below: 1_000, unit: 'ms', ms: 1 },
  { below: 120_000, unit: 's', ms: 1_000 },
  { below: 7_200_000, unit: 'min', ms: 60_000 },
  { below: 172_800_000, unit: 'h', ms: 3_600_000 },
  { below: Infinity, unit: 'd', ms: 86_400_000 },
] as const

/** Thousands, millions, billions. */
const SCALES = [
  { from: 1e9, letter: 'B' },
  { from: 1e6, letter: 'M' },
  { from: 1e3, letter: 'k' },
] as const

/** Powers of a thousand bytes. */
const AMOUNTS = [
  { unit: 'B', bytes: 1 },
  { unit: 'kB', bytes: 1e3 },
  { unit: 'MB', bytes: 1e6 },
  { unit: 'GB', bytes: 1e9 },
  { unit: 'TB', bytes: 1e12 },
  { unit: 'PB', bytes: 1e15 },
] as const

/** A time in milliseconds: `1.2 ms`, `3.4 s`, `2 min`, `3 h`, `2 d`. */
export function formatMs(ms: number): string {
  if (!Number.isFinite(ms)) return absent(ms)
  const step = scaleMs(ms)
  return `${digits(ms / step.ms)}${NBSP}${step.unit}`
}

/** The unit that a time is told in. */
export function scaleMs(ms: number): { readonly unit: string; readonly ms: number } {
  const size = Math.abs(ms)
  // What would round to 1000 ms is a second.
  return TIMES.find(({ below, ms: one }) => size / one < roundsBelow(below / one)) ?? TIMES[4]
}

/** A number of things: `7`, `950`, `1.2 k`, `3.4 M`, `1 B`. */
export function formatCount(count: number): string {
  if (!Number.isFinite(count)) return absent(count)
  const scale = scaleCount(count)
  return scale ? `${digits(count / scale.from)}${NBSP}${scale.letter}` : digits(count)
}

/** Something per second: `0.5/s`, `393/s`, `3.4 k/s`. */
export function formatRate(perSecond: number): string {
  return Number.isFinite(perSecond) ? `${formatCount(perSecond)}/s` : absent(perSecond)
}

/** An amount of data, by powers of a thousand: `12 B`, `1.2 kB`, `3.4 MB`, `5.6 TB`. */
export function formatBytes(bytes: number): string {
  if (!Number.isFinite(bytes)) return absent(bytes)
  const size = Math.abs(bytes)
  // What would round to 1000 kB is a megabyte.
  const amount = AMOUNTS.find(({ bytes: one }) => size / one < roundsBelow(1_000)) ?? AMOUNTS[5]
  return `${digits(bytes / amount.bytes)}${NBSP}${amount.unit}`
}

/** An amount of US dollars: `$0.21`, `$119`, `$1.2 k`. */
export function formatUsd(usd: number): string {
  return Number.isFinite(usd) ? `$${formatCount(usd)}` : absent(usd)
}

/** A share from 0 to 1: `12.3 %`. Only nothing is 0 % and only all is 100 %; near either end more digits are shown. */
export function formatRatio(ratio: number): string {
  if (!Number.isFinite(ratio)) return absent(ratio)
  const percent = ratio * 100
  const toEnd = Math.min(Math.abs(percent), Math.abs(100 - percent))
  if (toEnd === 0 || percent < 0 || percent > 100) return `${trimmed(percent.toFixed(1))}${NBSP}%`
  if (toEnd < 0.001) return percent < 50 ? `<0.001${NBSP}%` : `>99.999${NBSP}%`
  const places = toEnd < 0.01 ? 3 : toEnd < 0.1 ? 2 : 1
  return `${trimmed(percent.toFixed(places))}${NBSP}%`
}

/** The largest number that is still shown below a unit's end, so that 999.7 ms becomes 1 s and not 1000 ms. */
function roundsBelow(end: number): number {
  return end - 0.5
}

/** Thousands, millions or billions, if it is that many. */
export function scaleCount(count: number): { readonly from: number; readonly letter: string } | undefined {
  return SCALES.find(({ from }) => Math.abs(count) >= from - from / 2_000)
}

/** Three figures of a large number, two of a small one: 123, 12.3, 1.23 → 1.2, 0.12. */
function digits(value: number): string {
  const size = Math.abs(value)
  if (size === 0) return '0'
  if (size >= 99.95) return value.toFixed(0)
  if (size >= 0.95) return trimmed(value.toFixed(1))
  return trimmed(Number(value.toPrecision(2)).toFixed(smallPlaces(size)))
}

/** Decimal places that show two figures of a number below one; beyond six a number is as good as nothing. */
function smallPlaces(size: number): number {
  let places = 2
  for (let scaled = size; scaled < 0.1 && places < 6; scaled *= 10) places++
  return places
}

/** Without zeros at the end of the decimals, and without the sign of a zero. */
function trimmed(text: string): string {
  const short = text.includes('.') ? text.replace(/\.?0+$/, '') : text
  return short === '-0' ? '0' : short
}

function absent(value: number): string {
  if (value === Infinity) return '∞'
  return value === -Infinity ? '-∞' : ABSENT
}

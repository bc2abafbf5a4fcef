/** Numbers as the page shows them, read back; NaN where there is none. */

const SCALES: Readonly<Record<string, number>> = { '': 1, k: 1e3, M: 1e6, B: 1e9 }
const TIMES: Readonly<Record<string, number>> = { ms: 1, s: 1e3, min: 6e4, h: 3.6e6 }

/** `12.4 s`, `2:05.3` or `1:02:05.3` as ms. */
export function clockMs(text: string): number {
  const parts = text.replace(/\s*s$/, '').split(':').map(Number)
  return parts.reduce((sum, part) => sum * 60 + part, 0) * 1_000
}

/** `7`, `1.2 k` or `3.4 M`. */
function count(text: string): number {
  const [, number, letter = ''] = /([\d.]+)\s*([kMB]?)/.exec(text) ?? []
  return number === undefined ? Number.NaN : Number(number) * (SCALES[letter] ?? Number.NaN)
}

/** `393/s` or `3.4 k/s`. */
export function perSecond(text: string): number {
  return text.includes('/s') ? count(text) : Number.NaN
}

/** `1.2 ms` or `3.4 s` as ms. */
export function milliseconds(text: string): number {
  const [, number, unit = ''] = /([\d.]+)\s*(ms|s|min|h)\b/.exec(text) ?? []
  return number === undefined ? Number.NaN : Number(number) * (TIMES[unit] ?? Number.NaN)
}

/** `12.3 %`; `<0.001 %` counts as what it is below. */
export function percent(text: string): number {
  const [, number] = /([\d.]+)\s*%/.exec(text) ?? []
  return number === undefined ? Number.NaN : Number(number)
}

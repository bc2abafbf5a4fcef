/** How the cases from outside came out at the last `npm run validate`, which writes the file beside this one. */
import totals from './totals.json' with { type: 'json' }

export type CaseKind = keyof typeof totals

export interface Totals {
  readonly given: number
  readonly passing: number
  readonly failing: number
  readonly outOfScope: number
}

export const totalsByKind: Readonly<Record<CaseKind, Totals>> = totals

/** What the figures of all kinds add up to. */
export function sumOf(all: readonly Totals[]): Totals {
  const add = (key: keyof Totals) => all.reduce((sum, each) => sum + each[key], 0)
  return { given: add('given'), passing: add('passing'), failing: add('failing'), outOfScope: add('outOfScope') }
}

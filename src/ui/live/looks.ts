/** When two live values look the same. */

/** Rounded to `figures` significant figures; what is not finite stays as it is. */
export function toFigures(value: number, figures = 2): number {
  return Number.isFinite(value) ? Number(value.toPrecision(figures)) : value
}

/** Whether two values, or all fields of two flat objects, are the same. */
export function sameFields<T>(a: T, b: T): boolean {
  if (Object.is(a, b)) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  const before = Object.entries(a)
  const after = new Map(Object.entries(b))
  return before.length === after.size && before.every(([name, value]) => Object.is(value, after.get(name)))
}

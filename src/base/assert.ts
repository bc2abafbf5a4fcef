/** Thrown for a mistake of ours, never of the user's: the run reports it with its seed. */
export class AssertionError extends Error {
  override readonly name = 'AssertionError'
}

/** Claims that `condition` holds; a false claim is a bug in Millrace and throws. */
export function assert(condition: unknown, claim: string): asserts condition {
  if (!condition) throw new AssertionError(claim)
}

/** Ends an exhaustive `switch`: the compiler rejects the call while a case is missing. */
export function unreachable(value: never): never {
  throw new AssertionError(`unexpected value ${JSON.stringify(value)}`)
}

/** The value, claimed to be present: `what` names it in the report of a bug. */
export function present<T>(value: T | undefined | null, what: string): T {
  if (value === undefined || value === null) throw new AssertionError(`${what} is missing`)
  return value
}

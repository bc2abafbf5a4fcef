/** Either a value or the reason why there is none; the caller has to look. */
export type Result<T, E> = { ok: true; value: T } | { ok: false; error: E }

/** A successful result. */
export function succeed<T>(value: T): Result<T, never> {
  return { ok: true, value }
}

/** A failed result. */
export function fail<E>(error: E): Result<never, E> {
  return { ok: false, error }
}

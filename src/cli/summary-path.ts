/** Figures of the object that `run --json` prints, by their paths. */

/** The number at a path. An outcome that never was counts as none; anything else that is not there is a mistake. */
export function numberAt(summary: object, path: string): number {
  let found: unknown = summary
  for (const name of path.split('.')) found = (found as Record<string, unknown> | undefined)?.[name]
  if (typeof found === 'number') return found
  if (path.includes('.outcomes.')) return 0
  throw new Error(`the summary has no number at ${path}`)
}

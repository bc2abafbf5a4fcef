/**
 * What is wrong with an input, as a code with parameters. It becomes a sentence — what was found, where, what would
 * do — only at the edge (`i18n/`), in the language of the reader.
 */
export interface Problem {
  /** Which sentence: a key of the problem sentences in `i18n/`. */
  readonly code: string
  /** Where: a path into the document, a line, an argument. Empty when the whole input is meant. */
  readonly where: string
  /** What the sentence names: what was found, the nearest known name, the allowed range. */
  readonly params: Readonly<Record<string, string | number>>
}

/** Makes a problem; see `Problem` for the meaning of the parts. */
export function problem(code: string, where: string, params: Problem['params'] = {}): Problem {
  return { code, where, params }
}

/** The known name nearest to a mistyped one by edit distance, or undefined when none is near. */
export function nearest(found: string, known: readonly string[]): string | undefined {
  let best: string | undefined
  let bestDistance = Math.max(2, Math.floor(found.length / 3)) + 1
  for (const name of known) {
    const distance = editDistance(found.toLowerCase(), name.toLowerCase())
    if (distance < bestDistance) {
      best = name
      bestDistance = distance
    }
  }
  return best
}

/** Levenshtein distance: the fewest insertions, deletions and substitutions that turn `a` into `b`. */
export function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const substitute = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      row.push(Math.min((previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, substitute))
    }
    previous = row
  }
  return previous[b.length] ?? 0
}

/**
 * Labels to Mermaid's text and back. Signs that mean something to Mermaid are written as `#code;`. Coming back, labels
 * have been through the parser's own cleaning: markup is escaped and the codes stand between rare letters.
 */

/** Signs that are written as codes: Mermaid's and HTML's own, `:` and `;` of styles, `$` of formulas. */
const CODED = /["#;:<>&`\\%|{}$\p{Cc}\p{Cs}\u2028\u2029]/gu

/** Half of a character pair: no character, so no text may hold it; the sign for a lost one stands in its place. */
const HALF = /\p{Cs}/u

/** What mermaid writes for `#name;` and `#35;` before it parses. */
const PLACEHOLDER = /ﬂ°(°?)(\w+)¶ß/g

const NAMED: Readonly<Record<string, string>> = {
  quot: '"',
  amp: '&',
  lt: '<',
  gt: '>',
  apos: "'",
  nbsp: '\u00A0',
  colon: ':',
  semi: ';',
  num: '#',
}

const ESCAPES: readonly (readonly [RegExp, string])[] = [
  [/&lt;/g, '<'],
  [/&gt;/g, '>'],
  [/&quot;/g, '"'],
  [/&#39;/g, "'"],
  [/&equals;/g, '='],
  [/&nbsp;/g, ' '],
  // The last, or it would make new ones.
  [/&amp;/g, '&'],
]

/** A label in quotes; an empty one is a space, since Mermaid shows the id of a node without a label. */
export function quoted(label: string): string {
  const text = label.replace(CODED, (sign) => `#${HALF.test(sign) ? 0xff_fd : sign.codePointAt(0)};`)
  return `"${text.trim() === '' ? ' ' : text}"`
}

/** A label as it was meant, from what the parser makes of it. Lines are separated by `\n`. */
export function plainLabel(parsed: string): string {
  const broken = parsed.replace(/<br\s*\/?>|\\n/gi, '\n').replace(/<\/?[a-z][^<>]*>/gi, '')
  const unescaped = ESCAPES.reduce((text, [escape, sign]) => text.replace(escape, sign), broken)
  return unescaped.replace(PLACEHOLDER, (whole, isCode: string, name: string) => {
    if (isCode === '') return NAMED[name] ?? `#${name};`
    const code = Number(name)
    return Number.isInteger(code) && code >= 0 && code <= 0x10_ff_ff ? String.fromCodePoint(code) : whole
  })
}

/** Ids that Mermaid reads as words of its own, also at the beginning of a longer id. */
const WORDS =
  /^(?:acc|bt|call|class|click|default|direction|end|flowchart|graph|href|interpolate|linkstyle|lr|rl|style|sub|tb|td)/i

/** For each of some ids one that Mermaid takes: the same where possible, else `n1`, `n2`, … */
export function mermaidIds(ids: readonly string[]): ReadonlyMap<string, string> {
  const made = new Map<string, string>()
  const taken = new Set<string>()
  let number = 0
  for (const id of ids) {
    let plain = id.replaceAll('-', '_')
    while (!/^[a-z]\w*$/i.test(plain) || WORDS.test(plain) || taken.has(plain)) plain = `n${++number}`
    taken.add(plain)
    made.set(id, plain)
  }
  return made
}

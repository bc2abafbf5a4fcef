/** The table of all cases, as a page of the documentation. */
import type { ValidationCase } from './case.ts'
import type { Verdict } from './judge.ts'
import type { GivenCase } from './oracle.ts'
import type { Outcome } from './run.ts'

export interface Row {
  readonly given: GivenCase
  readonly expressed?: ValidationCase
  readonly outcome?: Outcome
}

const CLASSES = { engine: 'engine', arithmetic: 'arithmetic', outOfScope: 'out of scope' } as const

/** `N of M expressed and passing`, M being all that was given. */
export function closingLine(rows: readonly Row[]): string {
  const passing = rows.filter(({ outcome }) => outcome?.isPassing).length
  return `${passing} of ${rows.length} expressed and passing`
}

/** The page: a row a case, what is measured against what. */
export function table(rows: readonly Row[]): string {
  const kinds = [...new Set(rows.map(({ given }) => given.kind))]
  return [
    '# Validation',
    '',
    'Written by `npm run validate`. Every case is a document that is run, and the figure is read off the summary',
    'of the run; what is expected, and how far off is still right, comes from outside. Figures are means over',
    'replications. A tolerance shrinks with the square root of the jobs measured; `4 s.e.` are four standard errors of',
    'the replications.',
    '',
    '| kind | given | passing | failing | out of scope | not yet |',
    '|---|---|---|---|---|---|',
    ...kinds.map((kind) => countLine(rows, kind)),
    '',
    ...kinds.flatMap((kind) => section(rows, kind)),
    closingLine(rows),
    '',
  ].join('\n')
}

/** How many cases of each kind came out how. */
export function totalsOf(rows: readonly Row[]) {
  const kinds = [...new Set(rows.map(({ given }) => given.kind))]
  return Object.fromEntries(
    kinds.map((kind) => {
      const own = rows.filter(({ given }) => given.kind === kind)
      const passing = own.filter(({ outcome }) => outcome?.isPassing).length
      const failing = own.filter(({ outcome }) => outcome !== undefined && !outcome.isPassing).length
      const outOfScope = own.filter(({ expressed }) => expressed?.class === 'outOfScope').length
      return [kind, { given: own.length, passing, failing, outOfScope }] as const
    }),
  )
}

function countLine(rows: readonly Row[], kind: string): string {
  const { given = 0, passing = 0, failing = 0, outOfScope = 0 } = totalsOf(rows)[kind] ?? {}
  return `| ${kind} | ${given} | ${passing} | ${failing} | ${outOfScope} | ${given - passing - failing - outOfScope} |`
}

function section(rows: readonly Row[], kind: string): string[] {
  const own = rows.filter(({ given }) => given.kind === kind)
  return [
    `## ${kind}`,
    '',
    '| case | class | expected | measured | tolerance | verdict | source |',
    '|---|---|---|---|---|---|---|',
    ...own.flatMap(lines),
    '',
  ]
}

function lines({ given, expressed, outcome }: Row): string[] {
  const name = `**${given.id}** ${cell(given.title)}`
  const source = cell(given.source)
  if (expressed === undefined) return [`| ${name} | | | | | not yet | ${source} |`]
  if (expressed.class === 'outOfScope') {
    return [`| ${name} | out of scope | | | | ${cell(expressed.reason)} | ${source} |`]
  }
  if (outcome === undefined) return []
  const told = outcome.verdicts.map(({ key, expected, measured, allowed, rule, isRight }, n) => {
    const head = n === 0 ? `${name} | ${CLASSES[expressed.class]}` : '|'
    const figures = `${key} = ${number(expected)} | ${number(measured)} | ± ${number(allowed)} (${rule})`
    return `| ${head} | ${figures} | ${verdictOf(isRight)} | ${n === 0 ? source : ''} |`
  })
  const unread = Object.entries(outcome.unread).map(([key, why]) => `| | | ${key} | | | not read: ${cell(why)} | |`)
  return [...told, ...unread]
}

function verdictOf(isRight: Verdict['isRight']): string {
  return isRight ? 'pass' : '**fail**'
}

function number(value: number | string): string {
  return typeof value === 'string' ? value : String(Number(value.toPrecision(5)))
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ')
}

/** `npm run validate [kind|id …] [--oracle file]`: runs the given cases; after all of them, writes what came out. */
import { existsSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { cases } from './cases.ts'
import { readOracle } from './oracle.ts'
import { closingLine, type Row, table, totalsOf } from './report.ts'
import { validate } from './run.ts'

/** From the project's folder, where npm runs its scripts. */
const PAGE = 'docs/validation.md'
const TOTALS = 'src/ui/trust/totals.json'

function begin(): number {
  const { values, positionals } = parseArgs({ options: { oracle: { type: 'string' } }, allowPositionals: true })
  if (values.oracle !== undefined && !existsSync(values.oracle)) {
    process.stderr.write(`There is no file ${values.oracle}; without --oracle the kept cases are used.\n`)
    return 2
  }
  const given = readOracle(values.oracle)
  const wanted = given.filter(
    ({ id, kind }) => positionals.length === 0 || positionals.includes(id) || positionals.includes(kind),
  )
  if (wanted.length === 0) {
    const kinds = [...new Set(given.map(({ kind }) => kind))].join(', ')
    process.stderr.write(`There is no case and no kind "${positionals.join(' ')}". The kinds are: ${kinds}.\n`)
    return 2
  }
  const rows = wanted.map((each, n): Row => {
    if (process.stderr.isTTY) process.stderr.write(`\r\u001B[K${n + 1} of ${wanted.length}: ${each.id} ${each.title}`)
    const expressed = cases.find(({ id }) => id === each.id)
    if (expressed === undefined) return { given: each }
    if (expressed.class === 'outOfScope') return { given: each, expressed }
    if (expressed.needs !== undefined && !existsSync(expressed.needs)) {
      process.stderr.write(`${each.id} is left out: its file ${expressed.needs} is not there.\n`)
      return { given: each }
    }
    const row = { given: each, expressed, outcome: validate(each, expressed) }
    if (positionals.length > 0 || !row.outcome.isPassing) tell(row)
    return row
  })
  if (process.stderr.isTTY) process.stderr.write('\r\u001B[K')
  if (positionals.length === 0) {
    writeFileSync(PAGE, table(rows))
    writeFileSync(TOTALS, `${JSON.stringify(totalsOf(rows), null, 2)}\n`)
  }
  process.stdout.write(`${closingLine(rows)}\n`)
  return rows.every(({ outcome }) => outcome === undefined || outcome.isPassing) ? 0 : 1
}

function tell({ given, outcome }: Row): void {
  if (process.stderr.isTTY) process.stderr.write('\r\u001B[K')
  process.stdout.write(`${outcome?.isPassing ? 'pass' : 'FAIL'}  ${given.id}  ${given.title}\n`)
  for (const { key, expected, measured, allowed, rule, isRight } of outcome?.verdicts ?? []) {
    const off = isRight ? '' : '   <<<'
    const figures = [expected, measured, allowed].map((value) => shown(value).padStart(12)).join('')
    process.stdout.write(`      ${key.padEnd(16)}${figures}  ${rule}${off}\n`)
  }
}

function shown(value: number | string): string {
  return typeof value === 'string' ? value : value.toPrecision(6)
}

process.exitCode = begin()

/**
 * Everything that is checked before a change is good: `npm test`. Steps go on after a failure, so that one run shows
 * all that is wrong; the last line counts. `tsx scripts/test.ts types lint` runs only the steps named.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  agreeWithExit,
  closingLine,
  countPlaywright,
  countVitest,
  sum,
  type Count,
  type PlaywrightReport,
  type VitestReport,
} from './count.ts'
import { runCommand, type Command } from './run-command.ts'

interface Step {
  readonly name: string
  readonly commands: readonly Command[]
  /** Counts the tests in the JSON report the commands leave; a step without it counts as one check. */
  readonly count?: () => Count
  /** The step without which this one means nothing. */
  readonly needs?: string
}

interface Outcome {
  readonly step: Step
  readonly count: Count
  readonly seconds: number
  readonly note: string
}

const reports = mkdtempSync(join(tmpdir(), 'millrace-'))
const unitReport = join(reports, 'unit.json')
const journeyReport = join(reports, 'journeys.json')

const projects = ['core', 'worker', 'ui', 'node'].map((name) => `tsconfig.${name}.json`)

const steps: readonly Step[] = [
  { name: 'types', commands: [...projects, 'tsconfig.json'].map((project) => quick('tsc', '-p', project)) },
  { name: 'lint', commands: [quick('oxlint')] },
  { name: 'format', commands: [quick('prettier', '--check', '--log-level', 'warn', '.')] },
  { name: 'dead code', commands: [quick('knip')] },
  {
    name: 'unit',
    commands: [
      {
        program: 'vitest',
        args: ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${unitReport}`],
        limitMinutes: 12,
      },
    ],
    count: () => countVitest(JSON.parse(readFileSync(unitReport, 'utf8')) as VitestReport),
  },
  { name: 'build', commands: [quick('vite', 'build', '--logLevel', 'warn')] },
  {
    name: 'journeys',
    needs: 'build',
    commands: [
      {
        program: 'playwright',
        args: ['test', '-c', 'e2e/playwright.config.ts', '--reporter=list,json'],
        env: { PLAYWRIGHT_JSON_OUTPUT_FILE: journeyReport },
        limitMinutes: 14,
      },
    ],
    count: () => countPlaywright(JSON.parse(readFileSync(journeyReport, 'utf8')) as PlaywrightReport),
  },
]

function quick(program: string, ...args: string[]): Command {
  return { program, args, limitMinutes: 3 }
}

/** Runs every command of a step and counts what came out. */
async function runStep(step: Step): Promise<Outcome> {
  const startedMs = performance.now()
  const endings = []
  for (const command of step.commands) endings.push(await runCommand(command))
  const succeeded = endings.every((ending) => ending.succeeded)
  const notes = endings.map((ending) => ending.note).filter((note) => note !== '')
  let count: Count = { passed: succeeded ? 1 : 0, failed: succeeded ? 0 : 1, skipped: 0 }
  if (step.count) {
    try {
      count = agreeWithExit(step.count(), succeeded)
    } catch {
      count = { passed: 0, failed: 1, skipped: 0 }
      notes.push('left no report')
    }
  }
  return { step, count, seconds: (performance.now() - startedMs) / 1000, note: notes.join('; ') }
}

function summaryOf({ step, count, seconds, note }: Outcome): string {
  const mark = count.failed > 0 ? 'FAILED' : count.passed > 0 ? 'ok' : 'not run'
  const detail = [step.count ? closingLine(count) : '', note].filter((part) => part !== '').join('; ')
  return `${step.name.padEnd(10)} ${mark.padEnd(8)} ${seconds.toFixed(0).padStart(4)} s  ${detail}`.trimEnd()
}

async function main(wanted: readonly string[]): Promise<void> {
  const unknown = wanted.filter((name) => !steps.some((step) => step.name === name))
  if (unknown.length > 0) {
    const known = steps.map((step) => `"${step.name}"`).join(', ')
    console.error(`There is no step named ${unknown.join(', ')}. The steps are ${known}.`)
    process.exitCode = 2
    return
  }
  const outcomes: Outcome[] = []
  for (const step of steps.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
    console.log(`\n── ${step.name} ──`)
    const isBlocked = outcomes.some((outcome) => outcome.step.name === step.needs && outcome.count.failed > 0)
    const note = `needs ${step.needs}, which failed`
    if (isBlocked) console.log(`Not run: ${note}.`)
    const blocked = { step, count: { passed: 0, failed: 0, skipped: 1 }, seconds: 0, note }
    outcomes.push(isBlocked ? blocked : await runStep(step))
  }
  const total = sum(outcomes.map((outcome) => outcome.count))
  console.log(`\n── summary ──\n${outcomes.map(summaryOf).join('\n')}\n\n${closingLine(total)}`)
  process.exitCode = total.failed > 0 ? 1 : 0
}

process.once('exit', () => rmSync(reports, { recursive: true, force: true }))
await main(process.argv.slice(2))

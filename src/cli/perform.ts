/** Carries out a command line: what to print, what to remark on, and how to exit. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { check } from '../architecture/check.ts'
import { formatMs } from '../base/format.ts'
import { nearest } from '../base/problem.ts'
import { type Result, fail, succeed } from '../base/result.ts'
import { kindOf, kinds } from '../catalog/index.ts'
import { exampleOf, examples } from '../examples/examples.ts'
import { exportJson } from '../formats/json.ts'
import { exportMermaid } from '../formats/mermaid/export.ts'
import { catalogObject } from './catalog-object.ts'
import { catalogReport } from './catalog-report.ts'
import { openDesign } from './designs.ts'
import { helpOn } from './help.ts'
import { type CommandLine, commandNames, readCommandLine } from './options.ts'
import { prepare, readReplications } from './prepare.ts'
import { replicate, replicationsObject, replicationsReport } from './replicate.ts'
import { claimsObject, claimsReport, judgeClaim, readSeeds } from './claims.ts'
import { closingOf, reportOf } from './report.ts'
import { plain, sayProblem } from './sentences.ts'
import { Breakdown, simulate, type Surroundings } from './simulate.ts'
import { summaryObject } from './summary-json.ts'
import { table } from './table.ts'
import { cutShort, openTrace } from './traces.ts'

/** Done; a claim does not hold; the arguments or the design are wrong; Millrace itself broke. */
export type ExitCode = 0 | 1 | 2 | 70

export interface Ending {
  readonly code: ExitCode
  /** For stdout. */
  readonly text: string
  /** For stderr, a line each. */
  readonly remarks: readonly string[]
}

type Answer = Result<Omit<Ending, 'code'> & { readonly code?: ExitCode }, readonly string[]>

/** Does what the arguments ask for. */
export async function perform(args: readonly string[], surroundings: Surroundings = {}): Promise<Ending> {
  try {
    const line = readCommandLine(args)
    const answer = line.ok ? await obey(line.value, surroundings) : fail([line.error])
    return answer.ok ? { code: 0, ...answer.value } : { code: 2, text: '', remarks: answer.error }
  } catch (error) {
    return brokenDown(error)
  }
}

/** Our own mistake, with what is needed to see it again. */
export function brokenDown(error: unknown): Ending {
  const isInRun = error instanceof Breakdown
  const moment = isInRun ? ` at ${formatMs(error.atMs)} of simulated time (seed ${error.seed})` : ''
  const cause = isInRun ? error.cause : error
  const message = cause instanceof Error ? cause.message : String(cause)
  const stack = cause instanceof Error && cause.stack !== undefined ? [cause.stack] : []
  const request = 'Please report it with the design, the arguments and the seed.'
  return {
    code: 70,
    text: '',
    remarks: [plain(`Millrace itself broke down${moment}: ${message}. ${request}`), ...stack],
  }
}

function say(text: string, remarks: readonly string[] = []): Answer {
  return succeed({ text: `${text.trimEnd()}\n`, remarks })
}

async function obey(line: CommandLine, surroundings: Surroundings): Promise<Answer> {
  const { command, operands, values } = line
  if (values.version) return say(version())
  if (values.help) return say(helpOn(command))
  if (command === 'run') return run(line, surroundings)
  if (command === 'check') return checkClaims(line)
  if (command === 'convert') return convert(line)
  if (command === 'kinds') return tellKinds(operands, values.json === true)
  if (command === 'examples') return tellExamples(operands, values.json === true)
  return tellHelp(operands)
}

async function run({ operands, values }: CommandLine, surroundings: Surroundings): Promise<Answer> {
  const name = onlyOperand(operands, 'run needs an example or a file, for example: millrace run first-steps.')
  if (!name.ok) return name
  const design = await openDesign(name.value)
  if (!design.ok) return design
  const recorded = await openTrace(design.value.architecture, values)
  if (!recorded.ok) return recorded
  const prepared = prepare(recorded.value.architecture, values)
  if (!prepared.ok) return fail([prepared.error])
  const { architecture, edits } = prepared.value
  const around = { ...surroundings, edits }
  const warnings = check(architecture).map(sayProblem)
  const recordings = [...recorded.value.remarks, ...cutShort(architecture)]
  const remarks = [...design.value.remarks, ...recordings, ...warnings].map((remark) => `Note: ${remark}`)
  if (values.replications !== undefined) {
    const count = readReplications(values.replications)
    if (!count.ok) return fail([count.error])
    const outcomes = replicate(architecture, count.value, around)
    if (!outcomes.ok) return fail(outcomes.error.map(sayProblem))
    if (values.json) return say(JSON.stringify(replicationsObject(outcomes.value), null, 2), remarks)
    return say(replicationsReport(outcomes.value), remarks)
  }
  const outcome = simulate(architecture, around)
  if (!outcome.ok) return fail(outcome.error.map(sayProblem))
  const { summary, wall } = outcome.value
  if (values.json) return say(JSON.stringify(summaryObject(summary, wall), null, 2), remarks)
  return say(`${reportOf(summary, architecture)}\n\n${closingOf(summary, wall)}`, remarks)
}

function checkClaims({ operands, values }: CommandLine): Answer {
  const name = onlyOperand(operands, 'check needs an example, for example: millrace check load-balanced.')
  if (!name.ok) return name
  const example = exampleOf(name.value)
  const claiming = examples.filter(({ claims }) => claims !== undefined).map(({ slug }) => slug)
  if (example?.claims === undefined) {
    const reason = example === undefined ? `There is no example "${name.value}".` : `"${name.value}" claims nothing.`
    return fail([`${reason} These do: ${claiming.join(', ')}.`])
  }
  const seeds = readSeeds(values.seeds)
  if (!seeds.ok) return fail([seeds.error])
  const judged = example.claims.map((claim) => judgeClaim(example.architecture, claim, seeds.value))
  const code = judged.every(({ holds, counterFails }) => holds && counterFails) ? 0 : 1
  const text = values.json ? JSON.stringify(claimsObject(example.slug, judged), null, 2) : claimsReport(example, judged)
  return succeed({ code, text: `${text.trimEnd()}\n`, remarks: [] })
}

async function convert({ operands, values: { to } }: CommandLine): Promise<Answer> {
  const name = onlyOperand(operands, 'convert needs a file, for example: millrace convert design.json --to mermaid.')
  if (!name.ok) return name
  if (to !== 'mermaid' && to !== 'json') {
    const found = to === undefined ? 'It is missing.' : `"${to}" was found.`
    return fail([`convert needs --to mermaid or --to json. ${found}`])
  }
  const design = await openDesign(name.value)
  if (!design.ok) return design
  const { architecture, remarks } = design.value
  const text = to === 'json' ? exportJson(architecture) : exportMermaid(architecture)
  return say(
    text,
    remarks.map((remark) => `Note: ${remark}`),
  )
}

function tellKinds(operands: readonly string[], asJson: boolean): Answer {
  const [name, ...more] = operands
  if (more.length > 0) return fail([`kinds takes one kind; "${more[0]}" is one too many.`])
  const kind = name === undefined ? undefined : kindOf(name)
  if (name !== undefined && kind === undefined) {
    const known = kinds.map((definition) => definition.kind)
    const near = nearest(name, known)
    const suggestion = near === undefined ? `The kinds are: ${known.join(', ')}.` : `Was "${near}" meant?`
    return fail([`There is no kind "${name}". ${suggestion}`])
  }
  if (!asJson) return say(catalogReport(kind))
  const all = catalogObject()
  const told = kind === undefined ? all : all.kinds.find((definition) => definition.kind === kind.kind)
  return say(JSON.stringify(told, null, 2))
}

function tellExamples(operands: readonly string[], asJson: boolean): Answer {
  if (operands[0] !== undefined) return fail([`examples takes nothing besides --json; "${operands[0]}" was found.`])
  if (asJson) {
    return say(
      JSON.stringify(
        examples.map(({ slug, title, summary, look }) => ({ slug, title, summary, look })),
        null,
        2,
      ),
    )
  }
  const rows = examples.map(({ slug, title, summary }) => [slug, title.en, summary.en])
  return say(table([{ head: 'example' }, { head: 'title' }, { head: 'what it shows' }], rows).join('\n'))
}

function tellHelp([name]: readonly string[]): Answer {
  if (name === undefined) return say(helpOn('help'))
  const command = commandNames().find((known) => known === name)
  if (command !== undefined) return say(helpOn(command))
  return fail([`There is no command "${name}". The commands are: ${commandNames().join(', ')}.`])
}

function onlyOperand(operands: readonly string[], missing: string): Result<string, readonly string[]> {
  const [name, extra] = operands
  if (name === undefined) return fail([missing])
  return extra === undefined ? succeed(name) : fail([`One design at a time; "${extra}" is one too many.`])
}

function version(): string {
  const text = readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')
  return (JSON.parse(text) as { version: string }).version
}

/** Carries out a command line: what to print, what to remark on, and how to exit. */
import { readFileSync } from 'node:fs'
import type { Architecture } from '../architecture/architecture.ts'
import { check } from '../architecture/check.ts'
import { DEFAULT_SETTINGS } from '../architecture/empty.ts'
import { TIME_MAX_MS } from '../architecture/limits.ts'
import { formatMs } from '../base/format.ts'
import { nearest } from '../base/problem.ts'
import { type Result, fail, succeed } from '../base/result.ts'
import { kindOf, kinds } from '../catalog/index.ts'
import { examples } from '../examples/examples.ts'
import { exportJson } from '../formats/json.ts'
import { exportMermaid } from '../formats/mermaid/export.ts'
import { Run } from '../simulation/run.ts'
import { assign } from './assignments.ts'
import { catalogObject } from './catalog-object.ts'
import { catalogReport } from './catalog-report.ts'
import { openDesign } from './designs.ts'
import { helpOn } from './help.ts'
import { type CommandLine, commandNames, readCommandLine } from './options.ts'
import { closingOf, reportOf } from './report.ts'
import { plain, sayProblem } from './sentences.ts'
import { Breakdown, simulate } from './simulate.ts'
import { summaryObject } from './summary-json.ts'
import { table } from './table.ts'
import { plan } from './troubles.ts'
import { parseTime } from './values.ts'

/** Done; the arguments or the design are wrong; Millrace itself broke. */
export type ExitCode = 0 | 2 | 70

export interface Ending {
  readonly code: ExitCode
  /** For stdout. */
  readonly text: string
  /** For stderr, a line each. */
  readonly remarks: readonly string[]
}

type Answer = Result<Omit<Ending, 'code'>, readonly string[]>

/** How long a run lasts when neither the design nor the command line says. */
const DURATION_MS = 60_000

/** Does what the arguments ask for. */
export async function perform(args: readonly string[]): Promise<Ending> {
  try {
    const line = readCommandLine(args)
    const answer = line.ok ? await obey(line.value) : fail([line.error])
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
  return { code: 70, text: '', remarks: [plain(`Millrace itself broke down${moment}: ${message}. ${request}`), ...stack] }
}

function say(text: string, remarks: readonly string[] = []): Answer {
  return succeed({ text: `${text.trimEnd()}\n`, remarks })
}

async function obey(line: CommandLine): Promise<Answer> {
  const { command, operands, values } = line
  if (values.version) return say(version())
  if (values.help) return say(helpOn(command))
  if (command === 'run') return run(line)
  if (command === 'convert') return convert(line)
  if (command === 'kinds') return tellKinds(operands, values.json === true)
  if (command === 'examples') return tellExamples(operands, values.json === true)
  return tellHelp(operands)
}

async function run({ operands, values }: CommandLine): Promise<Answer> {
  const name = onlyOperand(operands, 'run needs an example or a file, for example: millrace run first-steps.')
  if (!name.ok) return name
  const design = await openDesign(name.value)
  if (!design.ok) return design
  const prepared = prepare(design.value.architecture, values)
  if (!prepared.ok) return fail([prepared.error])
  const architecture = prepared.value
  const made = Run.create(architecture)
  if (!made.ok) return fail(made.error.map(sayProblem))
  const { summary, wall } = simulate(made.value)
  const warnings = check(architecture).map(sayProblem)
  const remarks = [...design.value.remarks, ...warnings].map((remark) => `Note: ${remark}`)
  if (values.json) return say(JSON.stringify(summaryObject(summary, wall), null, 2), remarks)
  return say(`${reportOf(summary, architecture)}\n\n${closingOf(summary, wall)}`, remarks)
}

/** The design with everything that the command line changes of it. */
function prepare(design: Architecture, values: CommandLine['values']): Result<Architecture, string> {
  const { settings } = design
  const seed = values.seed === undefined ? settings.seed : readSeed(values.seed)
  if (seed === undefined) return fail(`--seed ${values.seed}: A whole number from 0 belongs here, such as 7.`)
  // A new design asks for a day, which is for watching; who wants that here can ask for it.
  const usualMs = settings.endMs === DEFAULT_SETTINGS.endMs ? DURATION_MS : settings.endMs
  const endMs = values.duration === undefined ? usualMs : readSpan(values.duration, 1)
  if (endMs === undefined) return fail(`--duration ${values.duration}: A time such as 500ms, 60s, 5m or 1h belongs here.`)
  const warmUpMs = values['warm-up'] === undefined ? settings.warmUpMs : readSpan(values['warm-up'], 0)
  if (warmUpMs === undefined) return fail(`--warm-up ${values['warm-up']}: A time such as 10s belongs here, or 0.`)
  if (warmUpMs >= endMs) {
    const times = `the warm-up (${formatMs(warmUpMs)}) would outlast the run (${formatMs(endMs)})`
    return fail(plain(`Nothing would be measured: ${times}. Set --duration and --warm-up so that something is left.`))
  }
  let architecture: Architecture = { ...design, settings: { seed, endMs, warmUpMs } }
  for (const [texts, change] of [[values.set ?? [], assign], [values.fault ?? [], plan]] as const) {
    for (const text of texts) {
      const changed = change(architecture, text)
      if (!changed.ok) return changed
      architecture = changed.value
    }
  }
  return succeed(architecture)
}

function readSeed(text: string): number | undefined {
  const seed = Number(text)
  return /^\d+$/.test(text) && Number.isSafeInteger(seed) ? seed : undefined
}

function readSpan(text: string, minMs: number): number | undefined {
  const ms = parseTime(text)
  return ms === undefined || ms < minMs || ms > TIME_MAX_MS ? undefined : ms
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
  return say(text, remarks.map((remark) => `Note: ${remark}`))
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
    return say(JSON.stringify(examples.map(({ slug, title, summary, look }) => ({ slug, title, summary, look })), null, 2))
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
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8')
  return (JSON.parse(text) as { version: string }).version
}

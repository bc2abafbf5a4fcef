/** What stands on the command line, taken apart and checked; a mistake is told in one sentence. */
import { parseArgs } from 'node:util'
import { nearest } from '../base/problem.ts'
import { type Result, fail, succeed } from '../base/result.ts'

const OPTIONS = {
  seed: { type: 'string' },
  duration: { type: 'string' },
  'warm-up': { type: 'string' },
  set: { type: 'string', multiple: true },
  fault: { type: 'string', multiple: true },
  trace: { type: 'string' },
  'trace-errors': { type: 'string' },
  replications: { type: 'string' },
  seeds: { type: 'string' },
  json: { type: 'boolean' },
  to: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
} as const

type OptionName = keyof typeof OPTIONS

/** How the value of an option is written. */
const SAMPLES: Readonly<Partial<Record<OptionName, string>>> = {
  seed: '7',
  duration: '60s',
  'warm-up': '10s',
  set: 'web-1.cores=4',
  trace: 'access.log',
  'trace-errors': 'skip',
  fault: '"crash web-1 at 20s for 10s"',
  replications: '20',
  seeds: '10',
  to: 'mermaid',
}

/** The options that each command takes, besides `--help`. */
const COMMANDS = {
  run: ['seed', 'duration', 'warm-up', 'set', 'fault', 'trace', 'trace-errors', 'replications', 'json'],
  check: ['seeds', 'json'],
  kinds: ['json'],
  examples: ['json'],
  convert: ['to'],
  help: [],
} as const satisfies Record<string, readonly OptionName[]>

export type CommandName = keyof typeof COMMANDS

export interface CommandLine {
  readonly command: CommandName
  /** What stands after the command. */
  readonly operands: readonly string[]
  readonly values: ReturnType<typeof parseOptions>['values']
}

/** The command with its options, or a sentence on what is wrong. */
export function readCommandLine(args: readonly string[]): Result<CommandLine, string> {
  const mistake = findMistake(args)
  if (mistake !== undefined) return fail(mistake)
  const { values, positionals } = parseOptions(args)
  const [name, ...operands] = positionals
  if (name === undefined) {
    if (values.help || values.version) return succeed({ command: 'help', operands, values })
    return fail(
      `Say what to do, for example: millrace run first-steps. The commands are: ${commandNames().join(', ')}.`,
    )
  }
  const command = commandNames().find((known) => known === name)
  if (command === undefined) {
    const near = nearest(name, commandNames())
    const suggestion = near === undefined ? `The commands are: ${commandNames().join(', ')}.` : `Was "${near}" meant?`
    return fail(`There is no command "${name}". ${suggestion}`)
  }
  const taken: readonly string[] = [...COMMANDS[command], 'help', 'version']
  const stray = Object.keys(values).find((option) => !taken.includes(option))
  if (stray !== undefined) return fail(`The command "${command}" takes no --${stray}. See: millrace help ${command}.`)
  return succeed({ command, operands, values })
}

export function commandNames(): readonly CommandName[] {
  return Object.keys(COMMANDS) as CommandName[]
}

function parseOptions(args: readonly string[]) {
  return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true })
}

/** The first thing that the parser would refuse, in a sentence that says what would do. */
function findMistake(args: readonly string[]): string | undefined {
  const lenient = { args: [...args], options: OPTIONS, allowPositionals: true, strict: false, tokens: true } as const
  for (const token of parseArgs(lenient).tokens) {
    if (token.kind !== 'option') continue
    const { name, rawName, value, inlineValue } = token
    const option = isOption(name) ? OPTIONS[name] : undefined
    if (!isOption(name) || option === undefined) return unknownOption(rawName)
    if (option.type === 'boolean' && value !== undefined) return `${rawName} takes no value; "${value}" was found.`
    if (option.type === 'boolean') continue
    const sample = `for example ${rawName} ${SAMPLES[name]}`
    if (value === undefined || value === '') return `${rawName} needs a value, ${sample}.`
    if (value.startsWith('-') && !inlineValue) return `${rawName} needs a value, ${sample}; "${value}" was found.`
  }
  return undefined
}

function isOption(name: string): name is OptionName {
  return Object.hasOwn(OPTIONS, name)
}

function unknownOption(rawName: string): string {
  const known = Object.keys(OPTIONS).map((name) => `--${name}`)
  const near = nearest(rawName, known)
  return `There is no option ${rawName}. ${near === undefined ? 'See: millrace help.' : `Was ${near} meant?`}`
}

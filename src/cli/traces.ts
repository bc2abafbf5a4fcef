/** `--trace [client=]file`: requests that were recorded somewhere, sent again by a client of the design. */
import type { Architecture, Component } from '../architecture/architecture.ts'
import { replaying } from '../architecture/recording.ts'
import { formatCount, formatMs } from '../base/format.ts'
import { basename } from 'node:path'
import { type Result, fail, succeed } from '../base/result.ts'
import { figuresOf, type Trace } from '../catalog/trace.ts'
import { readTrace, type TraceReading } from '../formats/trace/trace.ts'
import { type Design, readText } from './designs.ts'
import type { CommandLine } from './options.ts'
import { plain, sayProblem } from './sentences.ts'
import { findTarget, listed } from './targets.ts'

/** Broken lines that are told one by one; the rest is counted. */
const TOLD_MAX = 20

/** The design with the recorded requests in it, if there are to be any, and what is worth knowing about them. */
export async function openTrace(
  architecture: Architecture,
  values: CommandLine['values'],
): Promise<Result<Design, readonly string[]>> {
  const { trace: text, 'trace-errors': errors } = values
  if (text === undefined) {
    if (errors !== undefined) return fail(['--trace-errors says nothing without --trace.'])
    return succeed({ architecture, remarks: [] })
  }
  if (errors !== undefined && errors !== 'skip' && errors !== 'refuse') {
    return fail([`--trace-errors ${errors}: One of skip, refuse belongs here.`])
  }
  const meant = whoReplays(architecture, text)
  if (!meant.ok) return fail([`--trace ${text}: ${meant.error}`])
  const { client, file } = meant.value
  const content = await readText(file, unreadable)
  if (!content.ok) return fail([`--trace ${text}: ${content.error}`])
  const read = readTrace(basename(file), content.value)
  if (!read.ok) return fail(read.error.map((problem) => `${file}: ${sayProblem(problem)}`))
  const { broken } = read.value
  if (broken > 0 && errors !== 'skip') {
    const advice = 'To send the other requests all the same, add --trace-errors skip.'
    return fail([...told(file, read.value), `${linesOf(broken)} of ${file} cannot be read. ${advice}`])
  }
  const skipped = broken > 0 ? [...told(file, read.value), `${linesOf(broken)} of ${file} skipped.`] : []
  return succeed({
    architecture: replaying(architecture, client, read.value.trace),
    remarks: [...skipped, summaryOf(file, read.value)],
  })
}

function told(file: string, { problems, broken }: TraceReading): readonly string[] {
  const lines = problems.slice(0, TOLD_MAX).map((problem) => `${file}: ${sayProblem(problem)}`)
  return broken > TOLD_MAX ? [...lines, `${file}: and ${broken - TOLD_MAX} more such lines.`] : lines
}

function linesOf(count: number): string {
  return count === 1 ? 'One line' : `${count} lines`
}

function summaryOf(file: string, { trace }: TraceReading): string {
  const { requests, keys, spanMs, startMs } = figuresOf(trace)
  const times = spanMs === null ? 'without times' : `from ${formatMs(startMs)} to ${formatMs(startMs + spanMs)}`
  return plain(`${file} has ${formatCount(requests)} requests for ${formatCount(keys)} keys, ${times}.`)
}

/** Remarks on recordings that go on when the run ends. */
export function cutShort({ components, settings: { endMs } }: Architecture): readonly string[] {
  return components.flatMap(({ name, config }) => {
    const trace = config['load'] === 'trace' ? (config['trace'] as Trace | null) : null
    if (trace === null) return []
    const { requests, spanMs, startMs } = figuresOf(trace)
    const lastMs = spanMs === null ? (requests * 1_000) / Number(config['rate']) : startMs + spanMs
    if (lastMs <= endMs) return []
    const about = spanMs === null ? 'about ' : ''
    const times = `the run ends at ${formatMs(endMs)}, and the last request comes at ${about}${formatMs(lastMs)}`
    return [plain(`Not all of the recording of "${name}" is sent: ${times}. Set --duration for more.`)]
  })
}

/** The client that is named, or the only one, and the file. */
function whoReplays(architecture: Architecture, text: string): Result<{ client: string; file: string }, string> {
  const clients = architecture.components.filter(({ kind }) => kind === 'client')
  const equals = text.indexOf('=')
  if (equals > 0) {
    const named = findTarget(architecture, text.slice(0, equals).trim())
    const client = named.ok ? clients.find(({ id }) => id === named.value.id) : undefined
    if (client !== undefined) return succeed({ client: client.id, file: text.slice(equals + 1) })
  }
  const [only, another] = clients
  if (only === undefined) return fail('There is no client in this design to send them.')
  if (another === undefined) return succeed({ client: only.id, file: text })
  const ids = listed(clients.map(({ id }: Component) => id))
  return fail(`Say which client sends them, as in --trace ${only.id}=FILE. The clients are: ${ids}.`)
}

function unreadable(name: string, code: string): string {
  if (code === 'ENOENT' || code === 'ENOTDIR') return `There is no file "${name}".`
  if (code === 'EISDIR') return `"${name}" is a folder.`
  return `"${name}" cannot be read (${code || 'unknown reason'}).`
}

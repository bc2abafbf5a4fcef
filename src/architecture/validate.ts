/**
 * Where every way into the app ends: a file, a link, pasted text, an example. An unchecked value becomes a document of
 * the present version with every field filled in, or the list of everything that is wrong with it.
 */
import { type Problem, problem } from '../base/problem.ts'
import { type Result, fail, succeed } from '../base/result.ts'
import { type Architecture, VERSION } from './architecture.ts'
import { type Intake, type Spot, part, quote, readRecord, readText, report } from './intake.ts'
import { NAME_LENGTH_MAX, PROBLEMS_MAX } from './limits.ts'
import { migrate, oldestVersion } from './migrations.ts'
import { readComponents } from './read-components.ts'
import { readConnections } from './read-connections.ts'
import { readNotes, readObjectives, readSettings, readTimeline } from './read-timeline.ts'

const KEYS = [
  'version',
  'name',
  'components',
  'connections',
  'timeline',
  'settings',
  'notes',
  'objectives',
] as const satisfies readonly (keyof Architecture)[]

/**
 * The document that `input` is, or all that keeps it from being one. Problems are located by path
 * (`components[3].config.cores`) and carry the name of the component they are in. The result shares nothing with the
 * input.
 */
export function validate(input: unknown): Result<Architecture, Problem[]> {
  const intake: Intake = { problems: [], context: {} }
  const document = readDocument(intake, input)
  if (document && intake.problems.length === 0) return succeed(document)
  return fail(listed(intake.problems))
}

function readDocument(intake: Intake, input: unknown): Architecture | undefined {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    report(intake, 'notADocument', '', { found: quote(input) })
    return undefined
  }
  const version = readVersion(intake, part('', input, 'version'))
  if (version === undefined) return undefined
  const record = readRecord(intake, { where: '', value: migrate({ ...input }, version) }, KEYS)
  if (!record) return undefined
  const at = (key: (typeof KEYS)[number]) => part('', record, key)
  const name = at('name').value === undefined ? '' : readText(intake, at('name'), { max: NAME_LENGTH_MAX })
  const read = readComponents(intake, at('components'))
  const connections = readConnections(intake, orEmpty(at('connections')), read)
  const { components } = read
  return {
    version: VERSION,
    name: name ?? '',
    components,
    connections,
    timeline: readTimeline(intake, orEmpty(at('timeline')), { components, connections }),
    settings: readSettings(intake, at('settings')),
    notes: readNotes(intake, orEmpty(at('notes'))),
    objectives: readObjectives(intake, at('objectives')),
  }
}

/** A list that is not there is one with nothing in it. */
function orEmpty(spot: Spot): Spot {
  return spot.value === undefined ? { ...spot, value: [] } : spot
}

/** The version a document says it has, if this app can read it. */
function readVersion(intake: Intake, { where, value }: Spot): number | undefined {
  const params = { found: quote(value), known: VERSION }
  if (value === undefined) report(intake, 'versionMissing', where, params)
  else if (typeof value !== 'number' || !Number.isInteger(value)) report(intake, 'versionUnknown', where, params)
  else if (value > VERSION) report(intake, 'versionNewer', where, params)
  else if (value < oldestVersion()) report(intake, 'versionUnknown', where, params)
  else return value
  return undefined
}

/** The first problems, and how many more there are. */
function listed(problems: readonly Problem[]): Problem[] {
  if (problems.length <= PROBLEMS_MAX) return [...problems]
  const more = problem('moreProblems', '', { count: problems.length - PROBLEMS_MAX })
  return [...problems.slice(0, PROBLEMS_MAX), more]
}

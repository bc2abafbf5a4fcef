/** Checking configurations against the fields they belong to: of a component, of a connection, of a fault. */
import type { Problem } from '../base/problem.ts'
import {
  type Config,
  type CurvePoint,
  type Distribution,
  type Field,
  type Fields,
  type FieldValue,
  type Operation,
  type PointsField,
  type RequestClass,
  type Trace,
  defaultsOf,
} from '../catalog/fields.ts'
import { TRACE_LENGTH_MAX, TRACE_ROWS_MAX, unpackTrace } from '../catalog/trace.ts'
import {
  type Intake,
  type Spot,
  part,
  quote,
  readList,
  readName,
  readNumber,
  readRecord,
  readText,
  report,
} from './intake.ts'
import {
  BYTES_MAX,
  CLASS_NAME_LENGTH_MAX,
  CLASSES_MAX,
  CV_MAX,
  KEYS_MAX,
  NAME_LENGTH_MAX,
  POINTS_MAX,
  PRIORITY_MAX,
  SHARE_MAX,
  TIME_MAX_MS,
  ZIPF_MAX,
} from './limits.ts'

/** The laws a distribution may follow, in the order they are offered. */
export const LAWS = [
  'constant',
  'exponential',
  'lognormal',
  'gamma',
  'hyperexponential',
  'pareto',
  'uniform',
] as const satisfies readonly Distribution['law'][]

/** What a request may do, in the order it is offered. */
export const OPERATIONS = ['static', 'read', 'write', 'job'] as const satisfies readonly Operation[]

/** What is wrong with a value for a field, or undefined when it fits. */
export function fieldProblem(field: Field, value: unknown, where = ''): Problem | undefined {
  const intake: Intake = { problems: [], context: {} }
  readField(intake, { where, value }, field)
  return intake.problems[0]
}

/** A configuration with every field: what is missing gets its default, what is unknown or does not fit is reported. */
export function readConfig(intake: Intake, spot: Spot, fields: Fields): Config {
  if (spot.value === undefined) return defaultsOf(fields)
  const record = readRecord(intake, spot, Object.keys(fields))
  if (!record) return defaultsOf(fields)
  const entries = Object.entries(fields).map(([name, field]) => {
    const found = part(spot.where, record, name)
    return [name, found.value === undefined ? field.default : (readField(intake, found, field) ?? null)] as const
  })
  return Object.fromEntries(entries)
}

/** A value of a field, or undefined after reporting why there is none. */
function readField(intake: Intake, spot: Spot, field: Field): FieldValue | undefined {
  switch (field.type) {
    case 'duration':
      if (spot.value === null && field.nullable) return null
      return readNumber(intake, spot, field)
    case 'number':
    case 'ratio':
      return readNumber(intake, spot, field)
    case 'count':
      return readNumber(intake, spot, { min: field.min, max: field.max, whole: true })
    case 'choice':
      return readName(intake, spot, 'unknownOption', field.options)
    case 'flag':
      if (typeof spot.value === 'boolean') return spot.value
      report(intake, 'expectedFlag', spot.where, { found: quote(spot.value) })
      return undefined
    case 'distribution':
      return readDistribution(intake, spot, field)
    case 'classes':
      return readClasses(intake, spot)
    case 'points':
      return readPoints(intake, spot, field)
    case 'trace':
      return spot.value === null ? null : readTrace(intake, spot)
  }
}

function readDistribution(
  intake: Intake,
  spot: Spot,
  limits: { readonly min: number; readonly max: number },
): Distribution | undefined {
  const record = readRecord(intake, spot, ['law', 'mean', 'cv'])
  if (!record) return undefined
  const law = readName(intake, part(spot.where, record, 'law'), 'unknownOption', LAWS)
  const mean = readNumber(intake, part(spot.where, record, 'mean'), limits)
  const cv = readNumber(intake, part(spot.where, record, 'cv'), { min: 0, max: CV_MAX })
  return law === undefined || mean === undefined || cv === undefined ? undefined : { law, mean, cv }
}

function readClasses(intake: Intake, spot: Spot): readonly RequestClass[] | undefined {
  const list = readList(intake, spot, CLASSES_MAX)
  if (!Array.isArray(spot.value)) return undefined
  if (list.length === 0) report(intake, 'noClasses', spot.where)
  const classes: RequestClass[] = []
  for (const [index, value] of list.entries()) {
    const where = `${spot.where}[${index}]`
    const read = readClass(intake, { where, value })
    if (!read) continue
    if (classes.some(({ name }) => name === read.name)) {
      report(intake, 'classTwice', `${where}.name`, { found: quote(read.name) })
    }
    classes.push(read)
  }
  const total = classes.reduce((sum, { share }) => sum + share, 0)
  if (classes.length > 0 && classes.length === list.length && total === 0) report(intake, 'noShares', spot.where)
  return classes
}

function readClass(intake: Intake, spot: Spot): RequestClass | undefined {
  const record = readRecord(intake, spot, ['name', 'operation', 'share', 'keys', 'zipf', 'bytes', 'priority'])
  if (!record) return undefined
  const at = (key: string) => part(spot.where, record, key)
  const name = readText(intake, at('name'), { min: 1, max: CLASS_NAME_LENGTH_MAX })
  const operation = readName(intake, at('operation'), 'unknownOption', OPERATIONS)
  const share = readNumber(intake, at('share'), { min: 0, max: SHARE_MAX })
  const keys = readNumber(intake, at('keys'), { min: 1, max: KEYS_MAX, whole: true })
  const zipf = readNumber(intake, at('zipf'), { min: 0, max: ZIPF_MAX })
  const more = {
    ...optional('bytes', readOptional(intake, at('bytes'), { min: 0, max: BYTES_MAX, whole: true })),
    ...optional('priority', readOptional(intake, at('priority'), { min: 0, max: PRIORITY_MAX, whole: true })),
  }
  if (name === undefined || operation === undefined || share === undefined) return undefined
  return keys === undefined || zipf === undefined ? undefined : { name, operation, share, keys, zipf, ...more }
}

/** A number that may be left out. */
function readOptional(intake: Intake, spot: Spot, limits: { min: number; max: number; whole: boolean }) {
  return spot.value === undefined ? undefined : readNumber(intake, spot, limits)
}

/** An entry of a record, if there is a value for it. */
function optional<K extends string>(name: K, value: number | undefined): { readonly [key in K]?: number } {
  return value === undefined ? {} : ({ [name]: value } as { readonly [key in K]: number })
}

function readPoints(intake: Intake, spot: Spot, field: PointsField): readonly CurvePoint[] | undefined {
  const list = readList(intake, spot, POINTS_MAX)
  if (!Array.isArray(spot.value)) return undefined
  if (list.length === 0) report(intake, 'noPoints', spot.where)
  const points: CurvePoint[] = []
  for (const [index, value] of list.entries()) {
    const where = `${spot.where}[${index}]`
    const record = readRecord(intake, { where, value }, ['atMs', 'factor'])
    if (!record) continue
    const atMs = readNumber(intake, part(where, record, 'atMs'), { min: 0, max: field.endMs })
    const factor = readNumber(intake, part(where, record, 'factor'), field)
    if (atMs === undefined || factor === undefined) continue
    if (atMs < (points.at(-1)?.atMs ?? 0)) report(intake, 'pointsOrder', `${where}.atMs`)
    points.push({ atMs, factor })
  }
  return points
}

function readTrace(intake: Intake, spot: Spot): Trace | undefined {
  const record = readRecord(intake, spot, ['name', 'gaps', 'keys', 'operations', 'bytes'])
  if (!record) return undefined
  const read = (key: string, max: number) => readText(intake, part(spot.where, record, key), { max })
  const name = read('name', NAME_LENGTH_MAX)
  const [gaps, keys] = [read('gaps', TRACE_LENGTH_MAX), read('keys', TRACE_LENGTH_MAX)]
  const [operations, bytes] = [read('operations', TRACE_ROWS_MAX), read('bytes', TRACE_LENGTH_MAX)]
  if (name === undefined || gaps === undefined || keys === undefined) return undefined
  if (operations === undefined || bytes === undefined) return undefined
  const trace = { name, gaps, keys, operations, bytes }
  const rows = unpackTrace(trace)
  if (rows === undefined || rows.keys.length > TRACE_ROWS_MAX) report(intake, 'traceDamaged', spot.where)
  else if ((rows.atMs?.at(-1) ?? 0) > TIME_MAX_MS) report(intake, 'traceDamaged', spot.where)
  return trace
}

/** Lines told request by request, and laws that hold in every run. */
import type { Architecture } from '../../architecture/architecture.ts'
import type { Config } from '../../catalog/fields.ts'
import type { Allowance, ValidationCase } from '../case.ts'
import { det, exp, offering, serving, world } from '../documents.ts'
import { listed, type Traced, traced } from '../trace.ts'
import { summaryOf } from '../run.ts'

/** A unit is a second, so that requests come at whole seconds. */
const UNIT_MS = 1_000

/** Requests every so many units before one core with constant service, to a horizon. */
function regular(every: number, service: number, horizon: number, server: Config): readonly Traced[] {
  const architecture = world({
    unitMs: UNIT_MS,
    parts: {
      users: offering(1 / every, UNIT_MS, { arrivals: 'constant' }),
      web: serving(det(service), UNIT_MS, 1, server),
    },
    arrows: [['users web']],
    warmUp: 0,
    duration: horizon,
  })
  return traced(architecture, UNIT_MS)
}

const isServed = ({ outcome }: Traced) => outcome === 'ok'
/** Customers are counted from 1. */
const idOf = ({ number }: Traced) => number + 1

function lastFirst() {
  const served = regular(1, 1.6, 9.5, { discipline: 'lifo' }).filter(isServed)
  return {
    ...listed('served', served.map(idOf)),
    ...listed(
      'end',
      served.map(({ ended }) => ended),
    ),
  }
}

/** Three in all: one in service, two in line. */
function balking() {
  const all = regular(5, 21, 51, { threads: 1, backlog: 2 })
  const served = all.filter(isServed)
  const balked = all.filter(({ outcome }) => outcome === 'turnedAway')
  return {
    ...listed(
      'balked_at',
      balked.map(({ came }) => came),
    ),
    ...listed('served_ids', served.map(idOf)),
    ...listed(
      'waits',
      served.map(({ waited }) => waited),
    ),
    ...listed(
      'start',
      served.map(({ came, waited }) => came + waited),
    ),
    ...listed(
      'end',
      served.map(({ ended }) => ended),
    ),
  }
}

function loss() {
  const all = regular(1, 1.5, 100.9, { threads: 1, backlog: 0 })
  const served = all.filter(isServed)
  return {
    served: served.length,
    rejected: all.length - served.length,
    end: Math.max(...served.map(({ ended }) => ended)),
    busy_time: served.reduce((sum, { served: busy }) => sum + busy, 0),
  }
}

/** The first comes after ten units and the second one later; both come again when all is over. */
function sharing() {
  const [first, second] = [10, 11]
  const asking = (every: number, operation: 'static' | 'read') =>
    offering(1 / every, UNIT_MS, {
      arrivals: 'constant',
      classes: [{ name: operation, operation, share: 1, keys: 1, zipf: 0 }],
    })
  const architecture = world({
    unitMs: UNIT_MS,
    parts: {
      large: asking(first, 'read'),
      small: asking(second, 'static'),
      web: serving(det(3), UNIT_MS, 1, { cpuSharing: 'share', staticCpuTime: det(UNIT_MS) }),
    },
    arrows: [['large web'], ['small web']],
    warmUp: 0,
    duration: 15,
  })
  const ends = traced(architecture, UNIT_MS).toSorted((a, b) => a.came - b.came)
  return listed(
    'end',
    ends.map(({ ended }) => ended - first),
  )
}

/** One core that is busy for four fifths of the time. */
function steady(discipline: string): Architecture {
  return world({
    unitMs: 10,
    parts: { users: offering(0.8, 10), web: serving(det(1), 10, 1, { discipline }) },
    arrows: [['users web']],
    warmUp: 0,
    duration: 10_000,
  })
}

/** Mean times of the same arrivals, up to a moment when the last of them has gone. */
function drained() {
  const means = ['fifo', 'lifo'].map((discipline) => {
    const all = traced(steady(discipline), 10).toSorted((a, b) => a.number - b.number)
    let gone = 0
    let upTo = 0
    all.forEach(({ came, ended, number }, n) => {
      if (number === n && came > gone) upTo = n
      gone = Math.max(gone, ended)
    })
    const whole = all.slice(0, upTo)
    return { count: upTo, mean: whole.reduce((sum, { came, ended }) => sum + ended - came, 0) / upTo }
  })
  const [fifo, lifo] = means
  const isSame = fifo!.count === lifo!.count && fifo!.count > 5_000 && Math.abs(fifo!.mean - lifo!.mean) < 1e-9
  return { equal: Number(isSame) }
}

/** L against λ · T of every component that requests go through. */
function little() {
  const architecture = world({
    unitMs: 10,
    parts: {
      users: offering(0.8, 10),
      web: serving(exp(1), 10),
      one: serving(exp(1), 10),
      other: serving(exp(1), 10, 2, { cpuSharing: 'share' }),
    },
    arrows: [['users web'], ['web one downstream'], ['web other downstream']],
    warmUp: 20_000,
    duration: 125_000,
  })
  const { components } = summaryOf(architecture)
  const far = Object.values(components)
    .filter(({ arrivals }) => arrivals > 0)
    .map(({ numberInSystemMean, throughputPerSecond, latencyMs }) => {
      const product = (throughputPerSecond * latencyMs.mean) / 1_000
      return Math.abs(numberInSystemMean - product) / numberInSystemMean
    })
  return { max_rel: Math.max(...far) }
}

/** As exact as the given traces ask for. */
const EXACT: Allowance = { type: 'absolute', by: 1e-9 }

function trace(id: string, traces: () => Readonly<Record<string, number>>, keys: readonly string[]): ValidationCase {
  return { id, class: 'engine', traces, allowances: Object.fromEntries(keys.map((key) => [key, EXACT])) }
}

export const lines: readonly ValidationCase[] = [
  trace('G-02', lastFirst, ['served', 'end']),
  trace('G-03', balking, ['balked_at', 'served_ids', 'waits', 'start', 'end']),
  trace('G-04', loss, ['served', 'rejected', 'end', 'busy_time']),
  trace('G-06', sharing, ['end']),
  trace('S-07', drained, ['equal']),
  { id: 'S-08', class: 'engine', traces: little, allowances: { max_rel: { type: 'atMost' } } },
]

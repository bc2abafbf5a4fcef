/** For tests of databases: a server before a primary with its replica. */
import type { Config, RequestClass } from '../fields.ts'
import { type Arrow, constant, design, offering, type Part, Play } from '../../simulation/play.fixture.ts'

/** Next to each other. */
export const close = { latencyMs: 0 }
/** Nothing takes time unless a test says so. */
export const instant = {
  readTime: constant(0),
  writeTime: constant(0),
  commitTime: constant(0),
  applyTime: constant(0),
}

interface Family {
  readonly classes: readonly RequestClass[]
  readonly perSecond: number
  readonly client?: Config
  readonly db?: Config
  readonly replica?: Config
  readonly arrow?: Config
  readonly replication?: Config
  readonly parts?: Readonly<Record<string, Part>>
  readonly arrows?: readonly Arrow[]
}

/** A server before a primary `db` with its `replica`. */
export function family(spec: Family): Play {
  return new Play(
    design(
      {
        users: ['client', { ...offering(spec.perSecond, spec.classes), ...spec.client }],
        web: ['server', { cpuTime: constant(0), threads: 10_000, cores: 16 }],
        db: ['database', { ...instant, ...spec.db }],
        replica: ['database', { ...instant, ...spec.replica }],
        ...spec.parts,
      },
      [
        ['users web', close],
        ['web db', { ...close, ...spec.arrow }],
        ['db replica', { ...close, ...spec.replication }],
        ...(spec.arrows ?? []),
      ],
    ),
  )
}

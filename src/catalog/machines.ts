/**
 * Machines that can be rented: sizes and prices on demand in the eastern United States, Linux, in 2026. Each list ends:
 * what its largest machine cannot do has to be spread over several.
 */
import type { ChoiceField, Config, Effect } from './fields.ts'
import type { SourceKey } from './sources.ts'

/** What a kind runs on: general machines, nodes of a managed cache, or those of a managed database. */
export type MachineFamily = 'compute' | 'cache' | 'database'

export interface Machine {
  readonly vcpu: number
  /** GiB, where the list says so. */
  readonly memoryGib?: number
  readonly usdPerHour: number
}

/** As many cores as given, at the price of a core of the family's usual machines. */
const CUSTOM = 'custom'

const COMPUTE = {
  't3.micro': { vcpu: 2, memoryGib: 1, usdPerHour: 0.0104 },
  't3.small': { vcpu: 2, memoryGib: 2, usdPerHour: 0.0208 },
  't3.medium': { vcpu: 2, memoryGib: 4, usdPerHour: 0.0416 },
  't3.large': { vcpu: 2, memoryGib: 8, usdPerHour: 0.0832 },
  't3.xlarge': { vcpu: 4, memoryGib: 16, usdPerHour: 0.1664 },
  'c7g.large': { vcpu: 2, memoryGib: 4, usdPerHour: 0.0725 },
  'c7g.xlarge': { vcpu: 4, memoryGib: 8, usdPerHour: 0.145 },
  'c7g.2xlarge': { vcpu: 8, memoryGib: 16, usdPerHour: 0.29 },
  'c7g.4xlarge': { vcpu: 16, memoryGib: 32, usdPerHour: 0.58 },
  'm7g.medium': { vcpu: 1, memoryGib: 4, usdPerHour: 0.0408 },
  'm7g.large': { vcpu: 2, memoryGib: 8, usdPerHour: 0.0816 },
  'm7g.xlarge': { vcpu: 4, memoryGib: 16, usdPerHour: 0.1632 },
  'm7g.2xlarge': { vcpu: 8, memoryGib: 32, usdPerHour: 0.3264 },
  'm7g.4xlarge': { vcpu: 16, memoryGib: 64, usdPerHour: 0.6528 },
  'm7g.16xlarge': { vcpu: 64, memoryGib: 256, usdPerHour: 2.6112 },
  // The largest general machine; it is listed without a price, so at the price of a core of its predecessor m6i.
  'm7i.48xlarge': { vcpu: 192, memoryGib: 768, usdPerHour: 9.216 },
} as const satisfies Readonly<Record<string, Machine>>

const CACHE = {
  'cache.t4g.small': { vcpu: 2, usdPerHour: 0.032 },
  'cache.m6g.large': { vcpu: 2, usdPerHour: 0.149 },
  'cache.r7g.large': { vcpu: 2, usdPerHour: 0.219 },
} as const satisfies Readonly<Record<string, Machine>>

const DATABASE = {
  'db.t4g.medium': { vcpu: 2, memoryGib: 4, usdPerHour: 0.065 },
  'db.t3.medium': { vcpu: 2, memoryGib: 4, usdPerHour: 0.072 },
  'db.m6g.large': { vcpu: 2, memoryGib: 8, usdPerHour: 0.159 },
  'db.m6g.xlarge': { vcpu: 4, memoryGib: 16, usdPerHour: 0.318 },
  'db.m6g.2xlarge': { vcpu: 8, memoryGib: 32, usdPerHour: 0.636 },
  'db.r6g.large': { vcpu: 2, memoryGib: 16, usdPerHour: 0.225 },
  'db.r6g.xlarge': { vcpu: 4, memoryGib: 32, usdPerHour: 0.45 },
  'db.r6g.16xlarge': { vcpu: 64, memoryGib: 512, usdPerHour: 7.194 },
} as const satisfies Readonly<Record<string, Machine>>

/** Price lists by family, smaller machines of a series before larger ones. */
const MACHINES: Readonly<Record<MachineFamily, Readonly<Record<string, Machine>>>> = {
  compute: COMPUTE,
  cache: CACHE,
  database: DATABASE,
}

/** Where each list was published. */
const MACHINE_SOURCES: Readonly<Record<MachineFamily, SourceKey>> = {
  compute: 'ec2Prices',
  cache: 'cachePrices',
  database: 'rdsPrices',
}

/** USD an hour of a core where a machine has no size of the list: of m7g, and of db.m6g. */
const USD_PER_CORE: Readonly<Record<MachineFamily, number>> = { compute: 0.0408, cache: 0.0745, database: 0.0795 }

/** From stopping a machine to its first answer as another size: 26 s for the machine, 30 s for its program to start. */
export const RESTART_MS = 56_000

/** Hours of a month, as price lists count. */
export const HOURS_PER_MONTH = 730

/** The machine of that name, whatever its family; undefined for `custom` and for names that are in no list. */
export function machineOf(name: unknown): Machine | undefined {
  if (typeof name !== 'string') return undefined
  for (const list of Object.values(MACHINES)) if (Object.hasOwn(list, name)) return list[name]
  return undefined
}

/** What an instance costs in an hour: its machine by the list, else its cores. */
export function instanceUsdPerHour(family: MachineFamily, config: Readonly<Record<string, unknown>>): number {
  const machine = machineOf(config['machine'])
  if (machine !== undefined) return machine.usdPerHour
  const { cores } = config
  return USD_PER_CORE[family] * (typeof cores === 'number' ? cores : 1)
}

/** A configuration as it works: a machine of the list brings its cores. */
export function sized(config: Config): Config {
  const machine = 'cores' in config ? machineOf(config['machine']) : undefined
  return machine === undefined ? config : { ...config, cores: machine.vcpu }
}

type Options = readonly [typeof CUSTOM, ...string[]]

/** The field that gives a kind with a field `cores` its machine; without a size, the cores are as given. */
export function machineField(family: MachineFamily, effect: Effect): ChoiceField {
  const options: Options = [CUSTOM, ...Object.keys(MACHINES[family])]
  return { type: 'choice', options, default: CUSTOM, provenance: { source: MACHINE_SOURCES[family] }, effect }
}

/** The field of a kind whose machine does not show in its figures, only on the bill. */
export function nodeField(family: MachineFamily, usual: string, effect: Effect): ChoiceField {
  const options = Object.keys(MACHINES[family])
  return { type: 'choice', options, default: usual, provenance: { source: MACHINE_SOURCES[family] }, effect }
}

/** `cores` means something only where no size of the list is chosen. */
export const ownCores = { field: 'machine', is: [CUSTOM] } as const

/** What people read of the sizes. */
export function machineOptions(family: MachineFamily, language: 'en' | 'ko'): Record<string, string> {
  const words = Object.entries(MACHINES[family]).map(([name, { vcpu, memoryGib, usdPerHour }]) => {
    const memory = memoryGib === undefined ? '' : `, ${memoryGib} GiB`
    const price = `${usdPerHour} USD`
    const size = language === 'en' ? `${vcpu} vCPU${memory}, ${price}/h` : `vCPU ${vcpu}개${memory}, 시간당 ${price}`
    return [name, `${name} (${size})`] as const
  })
  const custom: (readonly [string, string])[] =
    family === 'cache' ? [] : [[CUSTOM, language === 'en' ? 'As many cores as set' : '코어 수를 직접 정함']]
  return Object.fromEntries([...custom, ...words])
}

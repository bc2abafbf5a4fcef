/** Which folder may know which: the dependency rule of the code base, held against every import in `src`. */
import { posix } from 'node:path'
import { describe, expect, test } from 'vitest'
import { COMPUTED, projectFiles, readSource, readText, type Edge } from '../scripts/sources.ts'

interface Rule {
  /** Folders and single files of `src` whose values may be imported. */
  readonly from: readonly string[]
  /** Single files of `src` from which types may be imported, and nothing else. */
  readonly types?: readonly string[]
  /** Packages; `@scope/*` is all of a scope, a name includes what lies below it. */
  readonly packages: readonly string[]
  /** Packages that come by `import()`, or of which only types are used. */
  readonly lazyPackages?: readonly string[]
}

/** A folder imports itself and what its row names. */
const table: Readonly<Record<string, Rule>> = {
  base: { from: [], packages: [] },
  engine: { from: ['base'], packages: [] },
  catalog: { from: ['engine', 'base'], packages: [] },
  architecture: { from: ['catalog', 'base'], packages: ['valibot'] },
  formats: {
    from: ['architecture', 'catalog', 'base'],
    packages: ['valibot'],
    lazyPackages: ['mermaid', 'dompurify', 'fflate'],
  },
  simulation: { from: ['architecture', 'catalog', 'engine', 'base'], packages: [] },
  examples: { from: ['architecture', 'catalog', 'base'], packages: [] },
  worker: { from: ['simulation', 'architecture', 'base'], packages: [] },
  state: {
    // Of the simulation only what sums up runs that a worker has done.
    from: [
      'worker/client.ts',
      'worker/protocol.ts',
      'simulation/replications.ts',
      'formats',
      'examples',
      'architecture',
      'catalog',
      'base',
    ],
    types: ['simulation/reading.ts'],
    packages: ['zustand/vanilla', 'zundo', 'idb-keyval'],
  },
  i18n: { from: ['base'], packages: [] },
  ui: {
    // Theory is a pure function of the document: it runs nothing.
    from: ['state', 'architecture', 'catalog', 'i18n', 'base', 'simulation/theory-of.ts'],
    types: ['simulation/reading.ts'],
    packages: [
      'react',
      'react-dom',
      '@xyflow/react',
      'recharts',
      'zustand',
      '@mantine/*',
      'i18next',
      'react-i18next',
      'react-resizable-panels',
      'lucide-react',
      'html-to-image',
      '@dagrejs/dagre',
    ],
    lazyPackages: ['mermaid', 'fflate'],
  },
  validation: {
    from: [
      'cli/simulate.ts',
      'cli/summary-json.ts',
      'cli/summary-path.ts',
      'examples/draw.ts',
      'simulation/run.ts',
      'engine/journal.ts',
      'engine/layout.ts',
      'engine/zipf.ts',
      'architecture',
      'catalog',
      'base',
    ],
    packages: ['node:*'],
  },
  cli: {
    from: ['simulation', 'formats', 'examples', 'architecture', 'catalog', 'i18n', 'base'],
    packages: ['node:*'],
    lazyPackages: ['mermaid', 'fflate'],
  },
}

/** The only file outside of all folders: it puts the parts together and may import anything. */
const ENTRY = 'src/main.tsx'

/** Folders that are handed their surroundings, so that they run the same in a page, a worker, Node and a test. */
const core = [
  'base',
  'engine',
  'catalog',
  'architecture',
  'formats',
  'simulation',
  'examples',
  'worker',
  'state',
  'i18n',
]

/** Large, and not needed to show the first picture. */
const lateComers = ['recharts', 'mermaid']

/** Modules that are themselves loaded by `import()`, so that they may import late packages. */
const lateModules = ['src/formats/mermaid/parser.ts']

/** Debt: edges that break the table, as `from -> to`, each with the reason why it stands. Empty is best. */
const debt: readonly string[] = []

/** Tests, and what only tests share (`.fixture.ts`). */
const isTest = (path: string) => /\.(test|fixture)\.tsx?$/.test(path)
const paths = projectFiles().filter((path) => /^src\/.*\.tsx?$/.test(path) && !isTest(path))
const sources = paths.map((path) => ({ path, ...readSource(path, readText(path) ?? '') }))
const edges = sources.flatMap((source) => source.edges)

const folderOf = (path: string) => /^src\/([^/]+)\//.exec(path)?.[1]
const isCore = (path: string) => core.includes(folderOf(path) ?? '')
const say = ({ from, to }: Edge) => `${from} -> ${to}`

/** What is wrong with an edge and what to do about it; undefined when the table allows it. */
function objection(edge: Edge): string | undefined {
  const folder = folderOf(edge.from)
  const rule = folder === undefined ? undefined : table[folder]
  if (folder === undefined || rule === undefined) return undefined
  if (edge.to === COMPUTED) return `${say(edge)}: write the address out, so that it can be checked.`
  return edge.to.startsWith('src/') ? objectToFile(edge, folder, rule) : objectToPackage(edge, folder, rule)
}

function objectToFile(edge: Edge, folder: string, rule: Rule): string | undefined {
  const target = edge.to.slice('src/'.length)
  const isNamed = (names: readonly string[]) => names.some((name) => target === name || target.startsWith(`${name}/`))
  if (isNamed([folder, ...rule.from])) return undefined
  if (!rule.types || !isNamed(rule.types)) {
    const allowed = [folder, ...rule.from, ...(rule.types ?? [])].join(', ')
    return `${say(edge)}: ${folder} may import only ${allowed}. Have it handed in, or move it.`
  }
  return edge.manner === 'type' ? undefined : `${say(edge)}: types only; write "import type".`
}

function objectToPackage(edge: Edge, folder: string, rule: Rule): string | undefined {
  const isNamed = (names: readonly string[]) =>
    names.some((name) => (name.endsWith('*') ? edge.to.startsWith(name.slice(0, -1)) : isWithin(edge.to, name)))
  if (isNamed(rule.packages)) return undefined
  if (!isNamed(rule.lazyPackages ?? [])) {
    return `${say(edge)}: ${folder} does without this package. Use it where it is allowed, and hand the result in.`
  }
  const isEarly = edge.manner === 'static' && !lateModules.includes(edge.from)
  return isEarly ? `${say(edge)}: load it with import(), or have it handed in.` : undefined
}

function isWithin(specifier: string, name: string): boolean {
  return specifier === name || specifier.startsWith(`${name}/`)
}

/** The files the first load brings along, each with the file that asked for it. */
function loadedWith(entry: string): Map<string, string | undefined> {
  const reached = new Map<string, string | undefined>([[entry, undefined]])
  for (const from of reached.keys()) {
    for (const edge of edges) {
      if (edge.from === from && edge.manner === 'static' && !reached.has(edge.to)) reached.set(edge.to, from)
    }
  }
  return reached
}

describe('layering', () => {
  test('every source stands in a folder of the table', () => {
    const strays = paths.filter((path) => path !== ENTRY && !Object.hasOwn(table, folderOf(path) ?? ''))
    expect(strays, 'move it into a folder of the table, or give its folder a row').toEqual([])
  })

  test('no folder imports what the table does not name', () => {
    const found = edges.filter((edge) => !debt.includes(say(edge))).map(objection)
    expect(found.filter((each) => each !== undefined)).toEqual([])
  })

  test('no debt is kept that has been paid', () => {
    const owed = edges.filter((edge) => objection(edge) !== undefined).map(say)
    expect(
      debt.filter((each) => !owed.includes(each)),
      'remove the line from the debt',
    ).toEqual([])
  })

  test('every import leads to a file that is there, under its full name', () => {
    const known = new Set(projectFiles())
    const isGlob = (to: string) => to.includes('*')
    const lost = edges.filter(({ to }) => /^(src|\.\.)\//.test(to) && !isGlob(to) && !known.has(posix.normalize(to)))
    expect(lost.map(say), 'imports name the file with its ending').toEqual([])
  })

  test('no test and nothing outside of src is imported by the app', () => {
    const wrong = edges.filter(({ to }) => isTest(to) || (to.includes('/') && /^(scripts|bench|e2e)\//.test(to)))
    expect(wrong.map(say), 'move what is shared into a folder of src').toEqual([])
  })

  test('the core loads nothing by itself later', () => {
    const found = edges.filter((edge) => edge.manner === 'dynamic' && isCore(edge.from))
    expect(found.map(say), 'the core is handed its surroundings: take what is loaded as an argument').toEqual([])
  })

  test('the core raises to a power only by our own function', () => {
    const found = sources.filter((source) => source.powers > 0 && isCore(source.path)).map((source) => source.path)
    expect(found, 'browsers round ** differently: use pow of src/engine/maths.ts').toEqual([])
  })

  test('late modules are loaded late', () => {
    const early = edges.filter((edge) => lateModules.includes(edge.to) && edge.manner === 'static')
    expect(early.map(say), 'load it with import()').toEqual([])
  })

  test('names are exported one by one', () => {
    const stars = sources.filter((source) => source.starExports > 0).map((source) => source.path)
    expect(stars, 'write the names out instead of *').toEqual([])
  })

  test('names are imported from where they are made', () => {
    const barrels = sources.filter(({ path, isBarrel }) => isBarrel || posix.basename(path) === 'index.ts')
    const allowed = 'src/catalog/index.ts'
    const found = barrels.map((source) => source.path).filter((path) => path !== allowed)
    expect(found, 'import from the file that makes the name; the catalog alone has an index').toEqual([])
  })

  test('the first picture does not wait for charts and diagrams', () => {
    expect(paths, 'the app has its entry').toContain(ENTRY)
    const reached = loadedWith(ENTRY)
    const early = [...reached].filter(([to]) => lateComers.some((name) => isWithin(to, name)))
    expect(
      early.map(([to, from]) => `${from} -> ${to}`),
      'load the view that needs it with import()',
    ).toEqual([])
  })
})

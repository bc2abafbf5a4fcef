/** Reads the project's own files, for the tests of the code base itself. */
import { spawnSync } from 'node:child_process'
import { readFileSync, readdirSync } from 'node:fs'
import { join, posix } from 'node:path'
import { parseSync, Visitor } from 'vite'

const root = join(import.meta.dirname, '..')
const NOT_OURS = new Set(['.git', 'node_modules', 'dist', 'test-results', 'playwright-report'])

/** Where an edge leads whose address is put together at run time, so that nobody can tell. */
export const COMPUTED = '(computed)'

/** How one file leans on another: `static` is loaded with it, `dynamic` when asked for, `type` never. */
export type Manner = 'static' | 'dynamic' | 'type'

/** One import, export-from, dynamic import, glob or address of a worker. */
export interface Edge {
  /** The importing file, as a path from the root of the project. */
  readonly from: string
  /** A path from the root of the project for our own files, the specifier for packages. */
  readonly to: string
  readonly manner: Manner
}

/** What one source file says about itself. */
export interface Source {
  readonly edges: readonly Edge[]
  /** `export * from …`, which hides where names come from. */
  readonly starExports: number
  /** Whether it does nothing but pass on what other files export. */
  readonly isBarrel: boolean
  /** `a ** b` other than a power of two written in digits, which is exact everywhere. */
  readonly powers: number
}

/** All files of the project, tracked or about to be, as paths from its root with `/`. */
export function projectFiles(): string[] {
  const git = spawnSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], {
    cwd: root,
    encoding: 'utf8',
  })
  // A downloaded copy has no history to ask.
  const listed = git.status === 0 ? git.stdout.split('\0').filter((path) => path !== '') : walk('')
  return listed.filter((path) => readBytes(path) !== undefined).toSorted()
}

/** The text of a file of the project; undefined when it is not text. */
export function readText(path: string): string | undefined {
  const bytes = readBytes(path)
  return bytes === undefined || bytes.includes(0) ? undefined : bytes.toString('utf8')
}

/** What a TypeScript source says about itself; `path` is only a name here, it is not read. */
export function readSource(path: string, text: string): Source {
  const { program, errors } = parseSync(path, text)
  if (errors.length > 0) throw new Error(`${path} does not parse: ${errors[0]?.message}`)
  const edges: Edge[] = []
  let starExports = 0
  let powers = 0
  const add = (specifier: unknown, manner: Manner) => {
    if (typeof specifier === 'string') edges.push({ from: path, to: resolve(path, specifier), manner })
  }
  const addLiteral = (node: unknown, manner: Manner) => {
    add(isNode(node) && node.type === 'Literal' ? node.value : COMPUTED, manner)
  }
  new Visitor({
    ImportDeclaration: (node) => add(node.source.value, node.importKind === 'type' ? 'type' : 'static'),
    ExportNamedDeclaration: (node) => add(node.source?.value, node.exportKind === 'type' ? 'type' : 'static'),
    ExportAllDeclaration(node) {
      starExports++
      add(node.source.value, node.exportKind === 'type' ? 'type' : 'static')
    },
    TSImportType: (node) => addLiteral(node.source, 'type'),
    ImportExpression: (node) => addLiteral(node.source, 'dynamic'),
    NewExpression(node) {
      if (text.slice(node.callee.start, node.callee.end) !== 'URL') return
      if (node.arguments.length === 2 && text.slice(node.start, node.end).includes('import.meta.url')) {
        addLiteral(node.arguments[0], 'dynamic')
      }
    },
    CallExpression(node) {
      if (text.slice(node.callee.start, node.callee.end) !== 'import.meta.glob') return
      const [patterns] = node.arguments
      if (patterns?.type !== 'ArrayExpression') addLiteral(patterns, 'dynamic')
      else for (const pattern of patterns.elements) addLiteral(pattern, 'dynamic')
    },
    BinaryExpression(node) {
      const exponent = node.right.type === 'UnaryExpression' ? node.right.argument : node.right
      const isPowerOfTwo = isNumber(node.left, 2) && isNumber(exponent)
      if (node.operator === '**' && !isPowerOfTwo) powers++
    },
    AssignmentExpression(node) {
      if (node.operator === '**=') powers++
    },
  }).visit(program)
  return { edges, starExports, isBarrel: program.body.length > 0 && program.body.every(passesOn), powers }
}

function passesOn(node: SyntaxNode): boolean {
  const isExport = node.type === 'ExportAllDeclaration' || node.type === 'ExportNamedDeclaration'
  return isExport && isNode(node.source)
}

interface SyntaxNode {
  readonly type: string
  readonly value?: unknown
  readonly source?: unknown
}

function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && 'type' in value
}

function isNumber(value: unknown, wanted?: number): boolean {
  if (!isNode(value) || value.type !== 'Literal' || typeof value.value !== 'number') return false
  return wanted === undefined || value.value === wanted
}

/** Our own files as paths from the root; packages by the name they are imported with, without a query. */
function resolve(from: string, specifier: string): string {
  const [bare = ''] = specifier.split('?')
  return bare.startsWith('.') ? posix.join(posix.dirname(from), bare) : bare
}

function walk(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => !NOT_OURS.has(entry.name))
    .flatMap((entry) => {
      const path = posix.join(folder, entry.name)
      return entry.isDirectory() ? walk(path) : [path]
    })
}

/** Undefined for what git still lists and nobody has any more, and for links and submodules. */
function readBytes(path: string): Buffer | undefined {
  try {
    return readFileSync(join(root, path))
  } catch {
    return undefined
  }
}

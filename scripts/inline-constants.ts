/**
 * Writes the engine's named numbers out where they are used. `I[frame + L.NEXT]` becomes `I[frame + 0]`: V8 folds a
 * literal into the machine code and makes a jump table of a `switch` over literals, but it loads an imported constant
 * from memory each time and compares it case by case. The same sources stay readable, and run the same without this.
 */
import { readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { parseSync, Visitor, type ESTree, type Plugin } from 'vite'

/** Files that hold nothing but numbers by name (or whose numbers are used like that). */
const SOURCES = ['header.ts', 'layout.ts', 'outcome.ts', 'program.ts']

/** Whole numbers exported by a source text, by name; what is computed from others is left to be loaded. */
export function numbersOf(path: string, text: string): Map<string, number> {
  const numbers = new Map<string, number>()
  for (const statement of parse(path, text).body) {
    if (statement.type !== 'ExportNamedDeclaration' || statement.declaration?.type !== 'VariableDeclaration') continue
    for (const { id, init } of statement.declaration.declarations) {
      const value = init?.type === 'Literal' ? init.value : undefined
      if (id.type === 'Identifier' && typeof value === 'number') numbers.set(id.name, value)
    }
  }
  return numbers
}

/**
 * The text with every `X.NAME` written out whose `X` is imported by `import * as X from` a file that `numbersAt` knows.
 * What is written is filled up to the length of what it replaces, so that lines and columns stay true.
 */
export function inlineConstants(
  path: string,
  text: string,
  numbersAt: (specifier: string) => ReadonlyMap<string, number> | undefined,
): string {
  const program = parse(path, text)
  const namespaces = new Map<string, ReadonlyMap<string, number>>()
  for (const statement of program.body) {
    if (statement.type !== 'ImportDeclaration' || statement.specifiers.length !== 1) continue
    const specifier = statement.specifiers[0]
    const numbers = specifier?.type === 'ImportNamespaceSpecifier' ? numbersAt(statement.source.value) : undefined
    if (numbers !== undefined && specifier !== undefined) namespaces.set(specifier.local.name, numbers)
  }
  if (namespaces.size === 0) return text
  const pieces: string[] = []
  let done = 0
  new Visitor({
    MemberExpression(node: ESTree.MemberExpression) {
      if (node.computed || node.object.type !== 'Identifier' || node.property.type !== 'Identifier') return
      const value = namespaces.get(node.object.name)?.get(node.property.name)
      if (value === undefined) return
      pieces.push(text.slice(done, node.start), String(value).padEnd(node.end - node.start))
      done = node.end
    },
  }).visit(program)
  return pieces.join('') + text.slice(done)
}

function parse(path: string, text: string): ESTree.Program {
  const { program, errors } = parseSync(path, text)
  if (errors.length > 0) throw new Error(`${path} does not parse: ${errors[0]?.message}`)
  return program
}

/** The plugin, for builds, tests and benchmarks alike. */
export function engineConstants(): Plugin {
  return {
    name: 'engine-constants',
    // Before the types are taken away, so that the text is the one that is parsed.
    enforce: 'pre',
    transform: {
      filter: { id: /\.tsx?$/, code: /import \* as \w+ from '[./\w-]*\/(header|layout|outcome|program)\.ts'/ },
      handler(text, id) {
        const numbersAt = (specifier: string) => {
          const file = join(dirname(id), specifier)
          if (basename(dirname(file)) !== 'engine' || !SOURCES.includes(basename(file))) return undefined
          this.addWatchFile(file)
          return numbersOf(file, readFileSync(file, 'utf8'))
        }
        return { code: inlineConstants(id, text, numbersAt), map: null }
      },
    },
  }
}

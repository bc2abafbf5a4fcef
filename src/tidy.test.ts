/** The manners of the code base that neither the compiler nor the linter holds. */
import { posix } from 'node:path'
import { describe, expect, test } from 'vitest'
import { projectFiles, readText } from '../scripts/sources.ts'

const LINE_LENGTH_MAX = 120
/** Length of files in TypeScript, and of functions, is held by the linter. */
const STYLE_SHEET_LINES_MAX = 300

const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)+$/
/** A file with one React component is named like it; so is its style sheet. */
const COMPONENT = /^[A-Z][A-Za-z0-9]*(\.test)?\.tsx$|^[A-Z][A-Za-z0-9]*\.module\.css$/
/** Words that say nothing about what is inside. */
const EMPTY_WORDS = /(^|[-./])(utils?|helpers?|managers?)(?=[-./]|$)/i

/** What must not be in any file of the project, and what to write instead. */
const forbidden: readonly { what: RegExp; remedy: string }[] = [
  {
    what: /(?<![\w.:/~-])(\/(home|Users|root|work|workspace|workspaces)\/\w|[A-Z]:\\Users\\)/,
    remedy: 'a folder of one machine: write the path from the root of the project',
  },
  {
    what: /registry\.[\w-]+\.\w|["']?resolved["']?: ["']|_authToken|\b(artifactory|verdaccio)\b/i,
    remedy: 'a package host: everybody has their own, set outside of the project',
  },
]

const THIS_FILE = 'src/tidy.test.ts'

const files = projectFiles()
const code = files.filter((path) => /\.(tsx?|css|html)$/.test(path))
const tests = files.filter((path) => /\.(test|spec)\.tsx?$/.test(path))

/** `path:line` for every line that `isWrong` says is. */
function linesWhere(paths: readonly string[], isWrong: (line: string) => boolean): string[] {
  return paths.flatMap((path) => {
    const lines = (readText(path) ?? '').split('\n')
    return lines.flatMap((line, index) => (isWrong(line) ? [`${path}:${index + 1}`] : []))
  })
}

describe('tidiness', () => {
  test('no line is longer than 120 characters', () => {
    const isLong = (line: string) => [...line].length > LINE_LENGTH_MAX
    expect(linesWhere(code, isLong), 'break the line').toEqual([])
  })

  test('no style sheet is longer than 300 lines', () => {
    const sheets = files.filter((path) => path.endsWith('.css'))
    const long = sheets.filter((path) => (readText(path) ?? '').split('\n').length - 1 > STYLE_SHEET_LINES_MAX)
    expect(long, 'split it by what it dresses').toEqual([])
  })

  test('files are named in kebab-case, or like the React component they hold', () => {
    const odd = code.map((path) => ({ path, name: posix.basename(path) }))
    const wrong = odd.filter(({ name }) => !KEBAB.test(name) && !COMPONENT.test(name)).map(({ path }) => path)
    expect(wrong, 'rename it: kebab-case.ts, or PascalCase.tsx for a component').toEqual([])
  })

  test('folders are named in kebab-case', () => {
    const folders = new Set(code.flatMap((path) => posix.dirname(path).split('/')))
    const wrong = [...folders].filter((name) => !/^[a-z0-9]+(-[a-z0-9]+)*$|^\.$/.test(name))
    expect(wrong, 'rename it in kebab-case').toEqual([])
  })

  test('no file is named after nothing in particular', () => {
    const empty = files.filter((path) => EMPTY_WORDS.test(path))
    expect(empty, 'name the file after what it does; "helpers" could be anything').toEqual([])
  })

  test.each(forbidden)('no file names $remedy', ({ what, remedy }) => {
    expect(
      linesWhere(
        files.filter((path) => path !== THIS_FILE),
        (line) => what.test(line),
      ),
      remedy,
    ).toEqual([])
  })

  test('no test is left out or alone', () => {
    const isMarked = (line: string) =>
      /\b(it|test|describe)(\.\w+)*\.(only|skip|todo|fixme|fails|skipIf|runIf)\b/.test(line)
    expect(linesWhere(tests, isMarked), 'mend the test or delete it').toEqual([])
  })
})

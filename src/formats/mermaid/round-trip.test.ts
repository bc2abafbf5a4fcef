import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyArchitecture, wholeSystem } from '../../architecture/documents.fixture.ts'
import { addComponent, removeItems, rename, setField, setParent } from '../../architecture/edits.ts'
import { addTimelineEntry } from '../../architecture/timeline.ts'
import { componentOf } from '../../architecture/lookup.ts'
import { type MermaidOptions, exportMermaid } from './export.ts'
import { importMermaid } from './import.ts'
import { parseFlowchart } from './parser.ts'

async function back(text: string) {
  const result = await importMermaid(text, parseFlowchart)
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}

const anyOptions: fc.Arbitrary<Partial<MermaidOptions>> = fc.record({
  direction: fc.constantFrom('LR', 'TD'),
  labels: fc.boolean(),
  classes: fc.boolean(),
  language: fc.constantFrom('en', 'ko'),
})

test('export, then import, is the identity', async () => {
  await fc.assert(
    fc.asyncProperty(anyArchitecture, anyOptions, async (architecture, options) => {
      const { architecture: returned, notes } = await back(exportMermaid(architecture, options))
      expect(notes).toEqual([])
      expect(returned).toEqual(architecture)
    }),
    { numRuns: 120 },
  )
})

/** A system with what is not seen: a configuration, a planned fault, a region. */
function design() {
  const system = addComponent(wholeSystem(), {
    kind: 'region',
    title: 'Seoul',
    position: { x: 500, y: -60 },
  }).architecture
  const inside = setParent(system, ['server-1', 'cache-1'], 'region-1')
  const tuned = setField(inside, { type: 'component', id: 'cache-1' }, 'capacity', 777)
  const patient = setField(tuned, { type: 'connection', id: 'server-1-to-database-1' }, 'timeoutMs', 1234)
  const fault = { type: 'crash', target: { type: 'component', id: 'server-2' }, params: { callers: 'auto' } } as const
  return addTimelineEntry(patient, { atMs: 20_000, fault }).architecture
}

describe('a text that was exported here and then changed by hand', () => {
  const text = exportMermaid(design())
  const changed = (from: string | RegExp, to: string) => {
    const next = text.replace(from, to)
    expect(next).not.toBe(text)
    return back(next)
  }

  test('a label that was changed is the new name, and everything else stays', async () => {
    const { architecture, notes } = await changed('cache_1{{"cache 1"}}', 'cache_1{{"Redis <3"}}')
    expect(architecture).toEqual(rename(design(), 'cache-1', 'Redis <3'))
    expect(notes).toEqual([])
  })

  test('a line that was only laid out anew changes nothing', async () => {
    const { architecture } = await changed('    cache_1{{"cache 1"}}', '\tcache_1{{"cache 1"}}   ')
    expect(architecture).toEqual(design())
  })

  test('a deleted box is gone with its arrows and faults, and that is said', async () => {
    const { architecture, notes } = await back(
      text
        .split('\n')
        .filter((line) => line.startsWith('%%') || !line.includes('server_2'))
        .join('\n'),
    )
    expect(architecture).toEqual(removeItems(design(), { components: ['server-2'] }))
    expect(notes.map(({ code }) => code)).toEqual(['faultLeftOut'])
  })

  test('a deleted arrow is gone', async () => {
    const { architecture } = await changed(/ {2}server_1 -->\|"reads and writes"\| database_1\n/, '')
    expect(architecture).toEqual(removeItems(design(), { connections: ['server-1-to-database-1'] }))
  })

  test('a new box and arrow come in, recognized and connected; the others keep their places', async () => {
    const { architecture } = await changed('  client_1', '  web3(["Web 3"])\n  load_balancer_1 --> web3\n  client_1')
    expect(componentOf(architecture, 'web3')).toMatchObject({ kind: 'server', name: 'Web 3' })
    expect(architecture.connections.map(({ from, to }) => `${from} ${to}`)).toContain('load-balancer-1 web3')
    const others = removeItems(architecture, { components: ['web3'] })
    expect(others).toEqual(design())
    const bottom = Math.max(...design().components.map(({ position }) => position.y))
    expect(componentOf(architecture, 'web3').position.y).toBeGreaterThan(bottom)
  })

  test('a box that was moved out of its group stands on the canvas', async () => {
    const moved = text
      .replace('    cache_1{{"cache 1"}}\n', '')
      .replace('  client_1(', '  cache_1{{"cache 1"}}\n  client_1(')
    const { architecture } = await back(moved)
    expect(componentOf(architecture, 'cache-1')).not.toHaveProperty('parent')
    expect(componentOf(architecture, 'cache-1').config['capacity']).toBe(777)
  })

  test('an id that was renamed all through the drawing keeps what was carried', async () => {
    const renamed = text
      .split('\n')
      .map((line) => (line.startsWith('%%') ? line : line.replaceAll('cache_1', 'redis')))
      .join('\n')
    expect((await back(renamed)).architecture).toEqual(design())
  })

  test('a broken record is said, and the box is recognized by its looks', async () => {
    const { architecture, notes } = await changed('"kind":"cache"', '"kind":cache')
    expect(notes).toMatchObject([{ code: 'recordBroken' }])
    expect(architecture.components.find(({ name }) => name === 'cache 1')).toMatchObject({ kind: 'cache' })
  })

  test('a value out of range is refused like in any file', async () => {
    const result = await importMermaid(text.replace('"capacity":777', '"capacity":0'), parseFlowchart)
    expect(result).toMatchObject({ ok: false, error: [{ code: 'outOfRange', params: { name: 'cache 1' } }] })
  })
})

test('without carried comments the drawing itself comes back', async () => {
  const { architecture, notes } = await back(exportMermaid(wholeSystem(), { carry: false }))
  const system = wholeSystem()
  expect(notes).toEqual([])
  expect(architecture.components.map(({ kind, name }) => `${kind} ${name}`)).toEqual(
    system.components.map(({ kind, name }) => `${kind} ${name}`),
  )
  expect(architecture.connections.map(({ from, to, port }) => `${from} ${to} ${port}`)).toEqual(
    system.connections.map(({ from, to, port }) =>
      `${from} ${to} ${port}`.replaceAll('-1', '_1').replaceAll('-2', '_2').replaceAll('load-', 'load_'),
    ),
  )
})

test('a text in Markdown is found in its block', async () => {
  const markdown = `# Design\n\n\`\`\`mermaid\n${exportMermaid(design())}\`\`\`\n\nMore text --> here\n`
  expect((await back(markdown)).architecture).toEqual(design())
})

describe('what cannot be read', () => {
  test.each([
    ['nothing', '  \n', 'textBlank', {}],
    ['no diagram', 'hello there', 'mermaidUnknown', { found: 'hello there' }],
    ['another diagram', 'sequenceDiagram\n  A->>B: hi', 'mermaidNotFlowchart', { found: 'sequence' }],
    ['a diagram with nothing in it', 'flowchart LR\n', 'mermaidEmpty', {}],
    [
      'a mistake in a line',
      '\n%% note\nflowchart LR\n  a --> b\n  b --> \n',
      'mermaidSyntax',
      { line: 5, found: 'b -->' },
    ],
  ])('%s', async (_, text, code, params) => {
    expect(await importMermaid(text, parseFlowchart)).toMatchObject({ ok: false, error: [{ code, params }] })
  })
})

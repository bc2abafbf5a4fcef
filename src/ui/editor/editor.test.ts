import { describe, expect, it, vi } from 'vitest'
import { emptyArchitecture } from '../../architecture/empty.ts'
import { succeed } from '../../base/result.ts'
import { createDocumentStore, editLabel } from '../../state/document.ts'
import { createStorage, type KeyValue } from '../../state/storage.ts'
import { createTexts } from '../../state/texts.ts'
import { createViewStore } from '../../state/view.ts'
import { COMPONENT_SIZE, overlaps, rectsOf } from '../canvas/geometry.ts'
import { createEditor } from './editor.ts'
import { exampleDesignId, exampleOf, fileName, isWorthListing } from './files.ts'
import type { Notice } from './ports.ts'

const memory = (): KeyValue => {
  const values = new Map<string, unknown>()
  return {
    get: async (key) => values.get(key),
    set: async (key, value) => void values.set(key, value),
    remove: async (key) => void values.delete(key),
  }
}

/** An editor over an empty page, and what it tells. */
function editorOver(architecture = emptyArchitecture('test')) {
  const document = createDocumentStore(architecture, 'design')
  const view = createViewStore({ language: 'en', snap: true, minimap: false, folded: [] })
  const notices: Notice[] = []
  const storage = createStorage(memory(), { getItem: () => null, setItem: vi.fn(), removeItem: vi.fn() }, () => 0)
  const editor = createEditor({
    document,
    view,
    storage,
    texts: createTexts(async () => succeed({ nodes: [], groups: [], arrows: [] })),
    page: {
      pickFile: async () => undefined,
      download: vi.fn(),
      downloadText: vi.fn(),
      writeClipboard: async () => undefined,
      readClipboard: () => Promise.reject(new Error('closed')),
      toggleScheme: vi.fn(),
    },
    examples: [],
    say: (key, params) => `${key} ${JSON.stringify(params ?? {})}`,
    sentence: (problem) => problem.code,
    tell: (notice) => notices.push(notice),
    freshDesignId: () => 'fresh',
  })
  return { editor, document, view, notices, storage }
}

describe('adding', () => {
  it('puts components beside each other and selects the newest', () => {
    const { editor, view } = editorOver()
    const ids = ['client', 'server', 'database', 'cache'].map((kind) => editor.place(kind))
    const rects = ids.map((id) => rectsOf(editor.present()).get(id))
    for (const a of rects) for (const b of rects) if (a && b && a !== b) expect(overlaps(a, b, 0)).toBe(false)
    expect(view.getState().selection.components).toEqual([ids.at(-1)])
  })

  it('puts a component into the group it is dropped on', () => {
    const { editor } = editorOver()
    const region = editor.place('region', { middle: { x: 500, y: 500 } })
    const server = editor.place('server', { middle: { x: 500, y: 500 } })
    expect(editor.present().components.find(({ id }) => id === server)?.parent).toBe(region)
  })

  it('inserts a component that is dropped on a connection', () => {
    const { editor } = editorOver()
    const client = editor.place('client')
    const server = editor.place('server')
    editor.connect(client, server)
    const [connection] = editor.present().connections
    const balancer = editor.place('load-balancer', { middle: { x: 0, y: 0 }, connection: connection?.id ?? '' })
    expect(editor.present().connections.map(({ from, to }) => [from, to])).toEqual([
      [client, balancer],
      [balancer, server],
    ])
  })
})

describe('connecting', () => {
  it('says why a connection makes no sense, and puts between what does', () => {
    const { editor, notices } = editorOver()
    const client = editor.place('client')
    const database = editor.place('database')
    expect(editor.connect(client, database)).toBe(false)
    expect(notices[0]).toMatchObject({ tone: 'trouble', text: 'connectNeedsBetween' })
    notices[0]?.action?.run()
    const between = editor.present().components.at(-1)?.id
    expect(editor.present().connections.map(({ from, to }) => [from, to])).toEqual([
      [client, between],
      [between, database],
    ])
  })

  it('turns an arrow that was drawn the wrong way, and says so', () => {
    const { editor, notices } = editorOver()
    const client = editor.place('client')
    const server = editor.place('server')
    expect(editor.connect(server, client)).toBe(true)
    expect(editor.present().connections[0]).toMatchObject({ from: client, to: server })
    expect(notices[0]?.title).toContain('reversed')
  })
})

describe('history', () => {
  it('takes back whole gestures, and says what it would take back', () => {
    const { editor, document } = editorOver()
    const server = editor.place('server')
    for (const cores of [3, 4, 5]) editor.setField({ type: 'component', id: server }, 'cores', cores, 'cores slide')
    document.getState().endGesture()
    expect(editor.labels().undo).toEqual(editLabel('set', { field: 'Cores', name: 'Server 1' }))
    editor.undo()
    expect(editor.present().components[0]?.config['cores']).toBe(2)
    editor.undo()
    expect(editor.present().components).toEqual([])
  })

  it('never leaves selected what is not there any more', () => {
    const { editor, view } = editorOver()
    editor.place('server')
    editor.undo()
    expect(view.getState().selection.components).toEqual([])
  })
})

describe('groups', () => {
  it('form around a selection without moving it, and let it go again', () => {
    const { editor, view } = editorOver()
    const ids = [editor.place('server'), editor.place('server')]
    const before = ids.map((id) => rectsOf(editor.present()).get(id))
    editor.select({ components: ids, connections: [] })
    editor.groupInto('region')
    const [group] = view.getState().selection.components
    expect(
      editor
        .present()
        .components.filter(({ parent }) => parent === group)
        .map(({ id }) => id),
    ).toEqual(ids)
    expect(ids.map((id) => rectsOf(editor.present()).get(id))).toEqual(before)
    editor.select({ components: ids, connections: [] })
    editor.takeOut()
    expect(editor.present().components.every(({ parent }) => parent === undefined)).toBe(true)
    expect(ids.map((id) => rectsOf(editor.present()).get(id))).toEqual(before)
  })

  it('take in what they are put down over', () => {
    const { editor } = editorOver()
    const inside = editor.place('server', { middle: { x: 500, y: 500 } })
    const outside = editor.place('server', { middle: { x: 1_500, y: 500 } })
    const before = [inside, outside].map((id) => rectsOf(editor.present()).get(id))
    const region = editor.place('region', { middle: { x: 500, y: 480 } })
    const parents = [inside, outside].map((id) => editor.present().components.find((each) => each.id === id)?.parent)
    expect(parents).toEqual([region, undefined])
    expect([inside, outside].map((id) => rectsOf(editor.present()).get(id))).toEqual(before)
  })

  it('grow to hold what is dropped at their edge', () => {
    const { editor } = editorOver()
    const region = editor.place('region', { middle: { x: 300, y: 300 } })
    const server = editor.place('server', { middle: { x: 2_000, y: 300 } })
    const box = rectsOf(editor.present()).get(region)
    if (!box) throw new Error('no group')
    const corner = { x: box.x + box.width - COMPONENT_SIZE.width / 2 - 4, y: box.y + 100 }
    editor.drop([{ id: server, position: corner }])
    const after = rectsOf(editor.present())
    const [group, inner] = [after.get(region), after.get(server)]
    expect(editor.present().components.find(({ id }) => id === server)?.parent).toBe(region)
    expect((group?.x ?? 0) + (group?.width ?? 0)).toBeGreaterThanOrEqual((inner?.x ?? 0) + (inner?.width ?? 0))
  })
})

describe('the clipboard', () => {
  it('carries components, beside the originals, also where the page may not read it', async () => {
    const { editor } = editorOver()
    const ids = [editor.place('client'), editor.place('server')]
    editor.connect(ids[0] ?? '', ids[1] ?? '')
    editor.select({ components: ids, connections: [] })
    editor.clipboard.take()
    await editor.clipboard.pasteByMenu()
    expect(editor.present().components).toHaveLength(4)
    expect(editor.present().connections).toHaveLength(2)
    const places = editor.present().components.map(({ position }) => `${position.x} ${position.y}`)
    expect(new Set(places).size).toBe(4)
  })

  it('says so when there is nothing to paste', async () => {
    const { editor, notices } = editorOver()
    await editor.clipboard.pasteText('hello')
    expect(notices[0]?.title).toContain('notPasted')
  })
})

describe('files', () => {
  it('leave the open design alone when they are broken', async () => {
    const { editor, view, document } = editorOver()
    editor.place('server')
    const before = document.getState().architecture
    await editor.files.openText('broken.json', '{"components": [', false)
    expect(document.getState().architecture).toBe(before)
    expect(view.getState().dialog).toMatchObject({ type: 'refused', name: 'broken.json' })
  })

  it('keep the design that was open among the saved ones, with a way back', async () => {
    const { editor, document, storage, notices } = editorOver()
    editor.place('server')
    const before = document.getState().architecture
    await editor.files.openText('other.json', editor.texts.toJson(emptyArchitecture('other')), false)
    expect(document.getState()).toMatchObject({ designId: 'fresh', architecture: { name: 'other' } })
    expect((await storage.list()).map(({ designId }) => designId)).toEqual(['design'])
    notices[0]?.action?.run()
    expect(document.getState()).toMatchObject({ designId: 'design', architecture: before })
  })

  it('are not made of examples that nobody has changed', () => {
    const architecture = { ...emptyArchitecture('x'), components: editorWithServer() }
    const words = { en: '', ko: '' }
    const label = editLabel('open')
    const example = { slug: 'a', title: words, summary: words, look: words, drawn: () => architecture }
    const designId = exampleDesignId(example, '1')
    const moment = { architecture, label } as Parameters<typeof isWorthListing>[0]
    expect(exampleOf(designId, [{ ...example, slug: 'b' }, example])).toBe(example)
    expect(isWorthListing({ ...moment, designId })).toBe(false)
    expect(isWorthListing({ ...moment, designId, label: editLabel('add') })).toBe(true)
    expect(isWorthListing({ ...moment, designId: 'mine' })).toBe(true)
  })

  it('get names that every system takes', () => {
    expect(fileName('상점 / v2: "final"')).toBe('상점-v2-final')
    expect(fileName('  ')).toBe('millrace')
  })
})

function editorWithServer() {
  const { editor } = editorOver()
  editor.place('server')
  return editor.present().components
}

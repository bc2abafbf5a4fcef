/** Designs that come and go: files, examples, earlier versions, text. Opening one never loses the one before. */
import type { Architecture } from '../../architecture/architecture.ts'
import { emptyArchitecture } from '../../architecture/empty.ts'
import { paste } from '../../architecture/fragment.ts'
import { problem } from '../../base/problem.ts'
import { type DocumentState, editLabel } from '../../state/document.ts'
import type { Save } from '../../state/saves.ts'
import { NOTHING } from '../../state/view.ts'
import { around, type Point, rectsOf } from '../canvas/geometry.ts'
import type { EditorPorts, Example } from './ports.ts'

/** Marks the ids of designs that were opened from an example. */
const EXAMPLE = 'example-'

/** The id of a design that begins as an example; it keeps telling which, also after edits. */
export function exampleDesignId({ slug }: Example, fresh: string): string {
  return `${EXAMPLE}${slug}:${fresh}`
}

/** The example a design began as, if it did. */
export function exampleOf(designId: string, examples: readonly Example[]): Example | undefined {
  return examples.find(({ slug }) => designId.startsWith(`${EXAMPLE}${slug}:`))
}

/** An example that nobody has changed, or an empty page, needs no place among the saved designs. */
export function isWorthListing({ architecture, designId, label }: DocumentState): boolean {
  return architecture.components.length > 0 && !(designId.startsWith(EXAMPLE) && label.code === 'open')
}

/** Air between the open drawing and one that is added to it. */
const BESIDE = 80

/** Larger files are not designs of ours, and reading them would stop the page. */
const FILE_LIMIT_BYTES = 32_000_000

/** Opening: whatever comes is shown at once, with a way back, or asked about, or refused in words. */
function createOpening({ document, view, storage, texts, tell, say, freshDesignId }: EditorPorts, fit: () => void) {
  /** Shows another design and offers the way back. */
  const open = (architecture: Architecture, designId: string, isTold: boolean) => {
    const before = document.getState()
    if (isWorthListing(before)) void storage.save(before.designId, before.architecture).catch(() => undefined)
    document.getState().open(architecture, designId)
    view.getState().select(NOTHING)
    view.getState().show(null)
    fit()
    if (!isTold || before.architecture.components.length === 0) return
    tell({
      tone: 'good',
      title: say('notices.opened', { name: architecture.name || say('bar.untitled') }),
      text: say('notices.openedHint'),
      action: { label: say('notices.back'), run: () => open(before.architecture, before.designId, false) },
    })
  }

  const openText = async (name: string, text: string, isAsked: boolean) => {
    const read = await texts.read(text)
    if (!read.ok) return view.getState().show({ type: 'refused', name, problems: read.error })
    const { architecture, notes } = read.value
    // A file lends its name to a nameless design; the clipboard has none to lend.
    const named = architecture.name === '' && !isAsked ? { ...architecture, name: stem(name) } : architecture
    if (isAsked || notes.length > 0) return view.getState().show({ type: 'import', name, architecture: named, notes })
    open(named, freshDesignId(), true)
  }

  const openFile = async (file: File) => {
    if (file.size > FILE_LIMIT_BYTES) {
      const problems = [problem('textTooLarge', '', { found: file.size, max: FILE_LIMIT_BYTES })]
      return view.getState().show({ type: 'refused', name: file.name, problems })
    }
    await openText(file.name, await file.text(), false)
  }
  return { open, openText, openFile }
}

export function createFiles(ports: EditorPorts, fit: () => void) {
  const { document, view, storage, texts, page, tell, say, freshDesignId } = ports
  const { open, openText, openFile } = createOpening(ports, fit)
  const present = () => document.getState().architecture

  return {
    openText,
    openFile,
    open: (architecture: Architecture) => open(architecture, freshDesignId(), true),
    openExample: (example: Example) => {
      open(example.drawn(view.getState().language), exampleDesignId(example, freshDesignId()), true)
    },

    blank(): void {
      open(emptyArchitecture(''), freshDesignId(), true)
    },

    async pick(): Promise<void> {
      const file = await page.pickFile('.json,.mmd,.mermaid,.md,.txt')
      if (file !== undefined) await openFile(file)
    },

    save(): void {
      const file = `${fileName(present().name)}.json`
      page.downloadText(file, texts.toJson(present()), 'application/json')
      tell({ tone: 'good', title: say('notices.saved', { file }) })
    },

    /** An earlier version; it goes on as the same design. */
    async restore(save: Save): Promise<void> {
      const read = await storage.read(save)
      if (read.ok) open(read.value, save.designId, true)
      else view.getState().show({ type: 'refused', name: save.name, problems: read.error })
    },

    /** Adds a design to the open one, below what is there. */
    addBeside(architecture: Architecture): void {
      const pasted = paste(present(), architecture, belowOf(present(), architecture))
      const label = editLabel('paste', { count: architecture.components.length, name: architecture.name })
      document.getState().edit(label, () => pasted.architecture)
      view.getState().select({ components: pasted.ids, connections: [] })
      view.getState().show(null)
      fit()
    },
  }
}

/** By how much to move a drawing so that it stands below another. */
function belowOf(present: Architecture, added: Architecture): Point {
  const taken = around([...rectsOf(present).values()])
  const box = around([...rectsOf(added).values()])
  if (taken === undefined || box === undefined) return { x: 0, y: 0 }
  return { x: taken.x - box.x, y: taken.y + taken.height + BESIDE - box.y }
}

/** A name that every file system takes; letters of any script stay. */
export function fileName(name: string): string {
  const safe = name
    .trim()
    .replace(/[^\p{L}\p{N}._-]+/gu, '-')
    .replace(/^[-.]+|[-.]+$/g, '')
  return safe === '' ? 'millrace' : safe.slice(0, 80)
}

function stem(name: string): string {
  return name.replace(/\.[^.]*$/, '')
}

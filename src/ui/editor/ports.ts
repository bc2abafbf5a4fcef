/** What the editor is handed: the stores, the words of the present language, and ways to speak to the user. */
import type { Architecture } from '../../architecture/architecture.ts'
import type { Problem } from '../../base/problem.ts'
import type { DocumentStore } from '../../state/document.ts'
import type { Storage } from '../../state/storage.ts'
import type { Texts } from '../../state/texts.ts'
import type { Language, ViewStore } from '../../state/view.ts'
import type { Point, Rect } from '../canvas/geometry.ts'
import type { WordKey, WordParams } from '../words.ts'

/** Something to tell: it goes away by itself, so nothing may depend on its being read. */
export interface Notice {
  readonly tone: 'plain' | 'good' | 'trouble'
  readonly title: string
  readonly text?: string
  readonly action?: { readonly label: string; readonly run: () => void }
}

/** The canvas, while it is on the page. */
export interface CanvasPort {
  /** The visible part, in canvas units. */
  visible(): Rect
  /** From pixels of the window to canvas units. */
  toCanvas(point: Point): Point
  fit(): void
  zoomIn(): void
  zoomOut(): void
  focus(): void
  picture(format: 'png' | 'svg'): Promise<string>
}

/** What only a browser can do. */
export interface Page {
  pickFile(accept: string): Promise<File | undefined>
  download(name: string, url: string): void
  downloadText(name: string, text: string, type: string): void
  writeClipboard(text: string): Promise<void>
  readClipboard(): Promise<string>
  toggleScheme(): void
}

/** An architecture to start from, with a title in every language. */
export interface Example {
  readonly slug: string
  readonly title: Readonly<Record<Language, string>>
  readonly summary: Readonly<Record<Language, string>>
  /** What to try, in one sentence. */
  readonly look: Readonly<Record<Language, string>>
  /** The design, with its components named in a language. */
  drawn(this: void, language: Language): Architecture
}

export interface EditorPorts {
  readonly document: DocumentStore
  readonly view: ViewStore
  readonly storage: Storage
  readonly texts: Texts
  readonly page: Page
  readonly examples: readonly Example[]
  say(key: WordKey, params?: WordParams): string
  sentence(problem: Problem): string
  tell(notice: Notice): void
  freshDesignId(): string
}

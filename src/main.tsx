/** Puts the parts together: stores, the worker that simulates, the editor, and the page. */
import { createRoot } from 'react-dom/client'
import { emptyArchitecture } from './architecture/empty.ts'
import { inLanguage } from './examples/example.ts'
import { examples as drawings } from './examples/examples.ts'
import { createDocumentStore, type DocumentStore, stepOf } from './state/document.ts'
import { createMeasuredStore, type MeasuredStore } from './state/measured.ts'
import { createRunStore, type RunStore } from './state/run.ts'
import { createStorage, firstWorking, indexedKeyValue, textKeyValue } from './state/storage.ts'
import { createTexts } from './state/texts.ts'
import { workerPort } from './state/worker-port.ts'
import { createViewStore, type Language, preferencesOf, type ViewStore } from './state/view.ts'
import { startAutosave } from './ui/editor/autosave.ts'
import { createEditor } from './ui/editor/editor.ts'
import { exampleDesignId, exampleOf } from './ui/editor/files.ts'
import { showNotice } from './ui/notices.tsx'
import { pageStorage } from './ui/page-storage.ts'
import { createPage, createSchemeChoice, freshId } from './ui/page.ts'
import { readPreferences, writePreferences } from './ui/preferences.ts'
import { Root } from './ui/Root.tsx'
import { sentenceOf } from './ui/sentences.ts'
import { createWords, wordsOf } from './ui/words.ts'

const examples = drawings.map((example) => ({
  ...example,
  drawn: (language: Language) => inLanguage(example, language),
}))
const FIRST_VISIT = 'first-steps'

/** After an edit of a design that could not run, before it is tried again. */
const RETRY_MS = 300

const designs = firstWorking([indexedKeyValue, () => textKeyValue(pageStorage)])
const storage = createStorage(designs, pageStorage, () => Date.now())
const view = createViewStore(readPreferences())
const words = createWords(view.getState().language)
const scheme = createSchemeChoice()
const texts = createTexts(async (text) => (await import('./formats/mermaid/parser.ts')).parseFlowchart(text))

function startWorker(): Worker {
  return new Worker(new URL('./worker/simulation.worker.ts', import.meta.url), { type: 'module' })
}

function createRun(reasonToReload: string): RunStore {
  return createRunStore({
    port: workerPort(startWorker(), reasonToReload),
    later: (ms, callback) => {
      const timer = setTimeout(callback, ms)
      return () => clearTimeout(timer)
    },
    requestFrame: (callback) => requestAnimationFrame(callback),
  })
}

/** Measures on a worker of its own, which is there only as long as it is needed. */
function createMeasured(reasonToReload: string): MeasuredStore {
  return createMeasuredStore(() => {
    const worker = startWorker()
    return { port: workerPort(worker, reasonToReload), close: () => worker.terminate() }
  })
}

/** Edits go to the run; another design is another run, and one that could not run is tried again when it changes. */
function keepRunning(document: DocumentStore, run: RunStore): void {
  let retry: ReturnType<typeof setTimeout> | undefined
  const start = () => run.getState().start(document.getState().architecture)
  // An empty page becomes a design piece by piece: it waits until somebody says that it is one.
  const startOrWait = () => (document.getState().architecture.components.length === 0 ? run.getState().stop() : start())
  document.subscribe((state, before) => {
    if (state.opened !== before.opened) {
      clearTimeout(retry)
      return startOrWait()
    }
    if (state.architecture === before.architecture) return
    if (run.getState().status !== 'refused') return run.getState().edit(state.architecture, stepOf(state, before))
    clearTimeout(retry)
    retry = setTimeout(start, RETRY_MS)
  })
  startOrWait()
}

/** The tab is named after the design, so that several can be told apart. */
function nameTab(documentStore: DocumentStore): void {
  const name = () => {
    const title = documentStore.getState().architecture.name
    document.title = title === '' ? 'Millrace' : `${title} · Millrace`
  }
  documentStore.subscribe(name)
  name()
}

function rememberPreferences(viewStore: ViewStore): void {
  viewStore.subscribe((state, before) => {
    if (state.language !== before.language) {
      document.documentElement.lang = state.language
      void words.changeLanguage(state.language)
    }
    writePreferences(preferencesOf(state))
  })
  document.documentElement.lang = viewStore.getState().language
}

/** An example that nobody has touched yet speaks the language of the page. */
function translateExamples(documentStore: DocumentStore, viewStore: ViewStore): void {
  viewStore.subscribe(({ language }, before) => {
    const { designId, architecture, translate } = documentStore.getState()
    const example = exampleOf(designId, examples)
    if (language === before.language || example === undefined) return
    // Also what was edited at an earlier visit is somebody's own.
    const isUntouched = JSON.stringify(architecture) === JSON.stringify(example.drawn(before.language))
    if (isUntouched) translate(example.drawn(language))
  })
}

/** What was open at the last visit; at the first one, a small design that already runs. */
async function firstDesign() {
  const held = await storage.held().catch(() => undefined)
  if (held !== undefined) return held
  const example = examples.find(({ slug }) => slug === FIRST_VISIT) ?? examples[0]
  if (example === undefined) return { designId: freshId(), architecture: emptyArchitecture('') }
  const architecture = example.drawn(view.getState().language)
  return { designId: exampleDesignId(example, freshId()), architecture }
}

async function begin(): Promise<void> {
  const { architecture, designId } = await firstDesign()
  const documentStore = createDocumentStore(architecture, designId)
  const say = wordsOf(words)
  const run = createRun(say('notices.worker'))
  const editor = createEditor({
    document: documentStore,
    view,
    storage,
    texts,
    examples,
    page: createPage(scheme),
    say,
    sentence: (problem) => sentenceOf(problem, view.getState().language),
    tell: (notice) => showNotice(notice, say('panes.close')),
    freshDesignId: freshId,
  })
  const autosave = startAutosave(
    { document: documentStore, storage },
    { later: setTimeout, told: view.getState().tellKept },
  )
  window.addEventListener('pagehide', autosave.leave)
  document.addEventListener('visibilitychange', autosave.leave)
  rememberPreferences(view)
  translateExamples(documentStore, view)
  nameTab(documentStore)
  keepRunning(documentStore, run)
  const root = document.getElementById('root')
  if (root === null) throw new Error('the page has no place for the app')
  const measured = createMeasured(say('notices.worker'))
  const stores = { document: documentStore, view, run, measured, storage, editor }
  createRoot(root).render(<Root stores={stores} words={words} scheme={scheme.manager} />)
}

void begin()

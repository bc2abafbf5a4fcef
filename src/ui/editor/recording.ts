/** Files of recorded requests, given to a client: read, shown for confirmation, and then part of the design. */
import type { ComponentId } from '../../architecture/architecture.ts'
import { componentOf } from '../../architecture/lookup.ts'
import { replaying } from '../../architecture/recording.ts'
import { type Problem, problem } from '../../base/problem.ts'
import type { Trace } from '../../catalog/trace.ts'
import { editLabel } from '../../state/document.ts'
import type { EditorPorts } from './ports.ts'

/** Reading larger files would stop the page. */
const FILE_LIMIT_BYTES = 100_000_000

/** Names of files that hold designs, wherever they are dropped. */
const DESIGN = /\.(?:json|mmd|mermaid|md|markdown)$/i

/** Whether a file that is dropped on a client is meant as its recording. */
export function isRecording(name: string): boolean {
  return !DESIGN.test(name)
}

export function createRecording({ document, view, texts, page }: EditorPorts) {
  const open = async (client: ComponentId, file: File): Promise<void> => {
    const refuse = (problems: readonly Problem[]) =>
      view.getState().show({ type: 'refused', name: file.name, problems })
    if (file.size > FILE_LIMIT_BYTES) {
      return refuse([problem('traceTextLong', '', { found: file.size, max: FILE_LIMIT_BYTES })])
    }
    const read = texts.readTrace(file.name, await file.text())
    if (!read.ok) return refuse(read.error)
    view.getState().show({ type: 'trace', client, reading: read.value })
  }
  return {
    /** Reads a file and asks whether a client is to send what it holds. */
    openRecording: open,

    async pickRecording(client: ComponentId): Promise<void> {
      const file = await page.pickFile('.csv,.tsv,.txt,.log,text/*')
      if (file !== undefined) await open(client, file)
    },

    /** The client sends these requests from now on. */
    replay(client: ComponentId, trace: Trace): void {
      const { name } = componentOf(document.getState().architecture, client)
      document
        .getState()
        .edit(editLabel('replay', { file: trace.name, name }), (before) => replaying(before, client, trace))
      view.getState().show(null)
    },
  }
}

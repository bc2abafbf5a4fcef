/** The line to the simulation's worker. A worker that cannot be loaded or that breaks down is news like any other. */
import type { Command, RunId, Update } from '../worker/protocol.ts'
import type { Port } from './run.ts'

/** What is used of a worker. */
export interface WorkerLike {
  postMessage(command: Command): void
  addEventListener(type: 'message', listener: (event: { readonly data: Update }) => void): void
  addEventListener(type: 'error' | 'messageerror', listener: (event: { readonly message?: string }) => void): void
}

/** The port of a worker; `reason` stands for an error that says nothing, as one of loading does. */
export function workerPort(worker: WorkerLike, reason: string): Port {
  let runId: RunId = 0
  let seed = 0
  return {
    post(command) {
      if (command.type === 'start') {
        runId = command.runId
        seed = command.architecture.settings.seed
      }
      worker.postMessage(command)
    },
    listen(receive) {
      worker.addEventListener('message', ({ data }) => receive(data))
      const breakDown = ({ message }: { readonly message?: string }) =>
        receive({ type: 'crashed', runId, message: message || reason, stack: '', seed, atMs: 0 })
      worker.addEventListener('error', breakDown)
      worker.addEventListener('messageerror', breakDown)
    },
  }
}

/** The command line: the same engine as the page, without the page. */
import { formatMs } from '../base/format.ts'
import { brokenDown, type Ending, perform } from './perform.ts'
import type { Turn } from './simulate.ts'

/** Wall ms between two lines of progress. */
const PROGRESS_MS = 250

let toldMs = performance.now()

/** Shows how far a long run is, to a person who waits at a terminal. */
function tellProgress(atMs: number, turn?: Turn): void {
  const nowMs = performance.now()
  if (nowMs - toldMs < PROGRESS_MS) return
  toldMs = nowMs
  const which = turn === undefined ? '' : `run ${turn.number} of ${turn.of}: `
  process.stderr.write(`\r\u001B[K${which}${formatMs(atMs)} simulated`)
}

function conclude({ code, text, remarks }: Ending): void {
  if (process.stderr.isTTY) process.stderr.write('\r\u001B[K')
  for (const remark of remarks) process.stderr.write(`${remark}\n`)
  process.stdout.write(text)
  // Not `process.exit`, which would cut off what a pipe has not taken yet.
  process.exitCode = code
}

// Whoever reads only the beginning (`| head`) closes the pipe; that is no mistake.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
})
process.once('uncaughtException', (error) => conclude(brokenDown(error)))

conclude(await perform(process.argv.slice(2), process.stderr.isTTY ? { onProgress: tellProgress } : {}))

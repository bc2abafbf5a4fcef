/** The command line: the same engine as the page, without the page. */
import { brokenDown, type Ending, perform } from './perform.ts'

function conclude({ code, text, remarks }: Ending): void {
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

conclude(await perform(process.argv.slice(2)))

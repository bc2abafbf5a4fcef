/** Runs a tool of the project as its own process, shows what it prints, and ends it when it takes too long. */
import { spawn } from 'node:child_process'
import { delimiter, join } from 'node:path'

export interface Command {
  readonly program: string
  readonly args: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  readonly limitMinutes: number
}

/** How a command ended: whether it exited with 0, or why it could not. */
export interface Ending {
  readonly succeeded: boolean
  readonly note: string
}

const isWindows = process.platform === 'win32'

export function runCommand({ program, args, env, limitMinutes }: Command): Promise<Ending> {
  return new Promise((resolve) => {
    const binaries = join(import.meta.dirname, '..', 'node_modules', '.bin')
    const child = spawn(program, args, {
      cwd: join(import.meta.dirname, '..'),
      stdio: 'inherit',
      // A group of its own, so that what the tool has started ends with it.
      detached: !isWindows,
      shell: isWindows,
      env: { ...process.env, ...env, PATH: binaries + delimiter + (process.env['PATH'] ?? '') },
    })
    const end = (signal: NodeJS.Signals) => {
      if (child.pid === undefined || child.exitCode !== null) return
      if (isWindows) child.kill(signal)
      else process.kill(-child.pid, signal)
    }
    const interrupt = () => {
      end('SIGTERM')
      process.exit(130)
    }
    process.once('SIGINT', interrupt).once('SIGTERM', interrupt)
    let note = ''
    const limit = setTimeout(() => {
      note = `stopped after ${limitMinutes} minutes`
      end('SIGKILL')
    }, limitMinutes * 60_000)
    const settle = (succeeded: boolean) => {
      clearTimeout(limit)
      process.off('SIGINT', interrupt).off('SIGTERM', interrupt)
      resolve({ succeeded, note })
    }
    child.on('error', (error) => {
      note = error.message
      settle(false)
    })
    child.on('close', (code) => settle(code === 0))
  })
}

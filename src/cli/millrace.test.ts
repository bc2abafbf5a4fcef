/** The command line as it is really called: a process with its streams and its exit code. */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { perform } from './perform.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

function millrace(...args: string[]) {
  const command = ['--import', 'tsx', 'src/cli/millrace.ts', ...args]
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { cwd: root, encoding: 'utf8' })
  return { status, stdout, stderr }
}

test('an example runs, and stdout is one JSON object: of the same run as in this process', async () => {
  const args = ['run', 'first-steps', '--duration', '5s', '--warm-up', '1s', '--json']
  const { status, stdout, stderr } = millrace(...args)
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  const here = JSON.parse((await perform(args)).text) as { digest: string }
  const there = JSON.parse(stdout) as { digest: string }
  expect(there).toMatchObject({ name: 'First steps', seed: 1, warmUpMs: 1_000, durationMs: 4_000 })
  expect(there.digest).toBe(here.digest)
})

test('the whole catalog gets through a pipe', () => {
  const { status, stdout } = millrace('kinds', '--json')
  expect(status).toBe(0)
  expect(JSON.parse(stdout)).toHaveProperty('connections.faults')
})

test('a bad argument is one line on stderr and exit code 2', () => {
  expect(millrace('run', 'frist-steps')).toEqual({
    status: 2,
    stdout: '',
    stderr: 'There is no example and no file "frist-steps". Was "first-steps" meant?\n',
  })
})

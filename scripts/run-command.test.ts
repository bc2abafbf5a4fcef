import { expect, test } from 'vitest'
import { runCommand } from './run-command.ts'

const node = (code: string, limitMinutes = 1) => runCommand({ program: 'node', args: ['-e', code], limitMinutes })

test('tells success from failure by the exit code', async () => {
  expect(await node('process.exit(0)')).toEqual({ succeeded: true, note: '' })
  expect(await node('process.exit(3)')).toEqual({ succeeded: false, note: '' })
})

test('hands its own variables on', async () => {
  const args = ['-e', 'process.exit(process.env.MILLRACE_TRIAL === "yes" ? 0 : 1)']
  expect((await runCommand({ program: 'node', args, env: { MILLRACE_TRIAL: 'yes' }, limitMinutes: 1 })).succeeded).toBe(
    true,
  )
})

test('ends a command that takes too long, and says so', async () => {
  expect(await node('setInterval(() => {}, 1000)', 0.005)).toEqual({
    succeeded: false,
    note: 'stopped after 0.005 minutes',
  })
})

test('fails when there is no such program', async () => {
  const ending = await runCommand({ program: 'no-such-program', args: [], limitMinutes: 1 })
  expect(ending.succeeded).toBe(false)
})

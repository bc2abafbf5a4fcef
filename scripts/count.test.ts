import { expect, test } from 'vitest'
import { agreeWithExit, closingLine, countPlaywright, countVitest, sum } from './count.ts'

const file = (status: string, ...tests: string[]) => ({
  name: 'x.test.ts',
  status,
  assertionResults: tests.map((each) => ({ status: each })),
})

test('counts the tests of vitest by their status', () => {
  const testResults = [file('failed', 'passed', 'failed'), file('passed', 'passed', 'pending', 'todo')]
  expect(countVitest({ testResults })).toEqual({ passed: 2, failed: 1, skipped: 2 })
})

test('counts a file that could not be loaded as one failed', () => {
  expect(countVitest({ testResults: [file('failed')] })).toEqual({ passed: 0, failed: 1, skipped: 0 })
})

test('counts a failure outside of all tests of Playwright, and a flaky test, as failed', () => {
  const stats = { expected: 4, unexpected: 1, flaky: 1, skipped: 2 }
  expect(countPlaywright({ stats, errors: [{}] })).toEqual({ passed: 4, failed: 3, skipped: 2 })
})

test('believes the exit code when the report names no failure', () => {
  const green = { passed: 3, failed: 0, skipped: 0 }
  expect(agreeWithExit(green, true)).toEqual(green)
  expect(agreeWithExit(green, false).failed).toBe(1)
  expect(agreeWithExit({ passed: 1, failed: 2, skipped: 0 }, false).failed).toBe(2)
})

test('counts a run without any test as failed', () => {
  expect(agreeWithExit({ passed: 0, failed: 0, skipped: 0 }, true).failed).toBe(1)
})

test('adds up to the closing line', () => {
  const total = sum([
    { passed: 1, failed: 2, skipped: 3 },
    { passed: 10, failed: 20, skipped: 30 },
  ])
  expect(closingLine(total)).toBe('11 passed, 22 failed, 33 skipped')
})

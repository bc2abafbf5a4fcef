/** Counts what the test runners report, so that one line can say how everything went. */

/** How many checks passed, failed and were left out. */
export interface Count {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

/** The part of vitest's JSON report that is counted. */
export interface VitestReport {
  readonly testResults: readonly {
    readonly name: string
    readonly status: string
    readonly assertionResults: readonly { readonly status: string }[]
  }[]
}

/** The part of Playwright's JSON report that is counted. */
export interface PlaywrightReport {
  readonly stats: {
    readonly expected: number
    readonly unexpected: number
    readonly flaky: number
    readonly skipped: number
  }
  readonly errors: readonly unknown[]
}

/** A file that could not be loaded has no tests, and counts as one failed. */
export function countVitest(report: VitestReport): Count {
  let passed = 0
  let failed = 0
  let skipped = 0
  for (const file of report.testResults) {
    const statuses = file.assertionResults.map((test) => test.status)
    const failedHere = statuses.filter((status) => status === 'failed').length
    const passedHere = statuses.filter((status) => status === 'passed').length
    passed += passedHere
    failed += failedHere === 0 && file.status === 'failed' ? 1 : failedHere
    skipped += statuses.length - passedHere - failedHere
  }
  return { passed, failed, skipped }
}

/** A test that passed only on a second try has failed; so has whatever went wrong outside of all tests. */
export function countPlaywright({ stats, errors }: PlaywrightReport): Count {
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length, skipped: stats.skipped }
}

/** A runner that ends badly without naming a failed test has still failed once, and so has one that found no test. */
export function agreeWithExit(count: Count, succeeded: boolean): Count {
  const isEmpty = count.passed + count.failed + count.skipped === 0
  return count.failed === 0 && (isEmpty || !succeeded) ? { ...count, failed: 1 } : count
}

/** The sum of several counts. */
export function sum(counts: readonly Count[]): Count {
  const total = { passed: 0, failed: 0, skipped: 0 }
  for (const count of counts) {
    total.passed += count.passed
    total.failed += count.failed
    total.skipped += count.skipped
  }
  return total
}

/** The closing line, which machines read too. */
export function closingLine({ passed, failed, skipped }: Count): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`
}

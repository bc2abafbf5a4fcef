/** Journeys run in a real browser against the built app, one after the other, since the app itself uses two cores. */
import { createServer } from 'node:net'
import { join } from 'node:path'
import { defineConfig, devices } from '@playwright/test'
import { QUIET_ARGUMENTS, canSandbox, ensureKoreanFont, findBrowser } from '../scripts/browser.ts'

// The configuration is read again by every process of the runner: what the first one found is handed on.
const browser = (process.env['PLAYWRIGHT_CHROMIUM_EXECUTABLE_PATH'] = findBrowser())
const sandbox = (process.env['MILLRACE_SANDBOX'] ??= canSandbox(browser) ? 'yes' : 'no')
const port = (process.env['MILLRACE_PORT'] ??= String(await prepare()))
const address = `http://127.0.0.1:${port}/`

export default defineConfig({
  testDir: '.',
  outputDir: '../test-results',
  workers: 1,
  retries: 0,
  forbidOnly: true,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
  use: {
    ...devices['Desktop Chrome'],
    baseURL: address,
    actionTimeout: 15_000,
    viewport: { width: 1440, height: 900 },
    locale: 'en-US',
    colorScheme: 'light',
    trace: { mode: 'retain-on-failure', screenshots: false, snapshots: true, sources: true },
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: browser,
      chromiumSandbox: sandbox === 'yes',
      args: [...QUIET_ARGUMENTS],
    },
  },
  webServer: {
    command: `"${process.execPath}" node_modules/vite/bin/vite.js preview --host 127.0.0.1 --port ${port} --strictPort`,
    cwd: join(import.meta.dirname, '..'),
    url: address,
    reuseExistingServer: false,
    timeout: 60_000,
  },
})

/** Done once a run: the font screenshots need, and a port nobody else uses. */
async function prepare(): Promise<number> {
  ensureKoreanFont()
  return await new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const bound = server.address()
      server.close(() => resolve(typeof bound === 'object' && bound !== null ? bound.port : 0))
    })
  })
}

/** The `test` of every journey: it fails when anything goes wrong behind the page, not only on it. */
import { test as base, expect } from '@playwright/test'
import { App } from './pages/app.ts'

export { expect }

interface Fixtures {
  /** What went wrong so far, in the page or a worker: errors, error messages, requests to other hosts. */
  readonly trouble: readonly string[]
  /** The page, opened for the first time in a browser that knows nothing of it. */
  readonly app: App
}

export const test = base.extend<Fixtures>({
  trouble: [
    async ({ context, baseURL }, use) => {
      const trouble: string[] = []
      context.on('weberror', (event) => trouble.push(`uncaught: ${event.error().stack ?? event.error().message}`))
      context.on('console', (message) => {
        if (message.type() === 'error') trouble.push(`console: ${message.text()} (${message.location().url})`)
      })
      // The app works offline and sends nothing anywhere.
      context.on('request', (request) => {
        const url = request.url()
        if (/^(https?|wss?):/.test(url) && !url.startsWith(baseURL ?? '')) trouble.push(`request to ${url}`)
      })
      await use(trouble)
      expect(trouble, 'nothing goes wrong behind the page').toEqual([])
    },
    { auto: true },
  ],
  app: async ({ page }, provide) => {
    const app = new App(page)
    await app.visit()
    await provide(app)
  },
})

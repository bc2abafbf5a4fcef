/** The `test` of every journey: it fails when anything goes wrong behind the page, not only on it. */
import { test as base, expect } from '@playwright/test'

export { expect }

interface Watch {
  /** What went wrong so far, in the page or a worker: errors, error messages, requests to other hosts. */
  readonly trouble: readonly string[]
}

export const test = base.extend<Watch>({
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
})

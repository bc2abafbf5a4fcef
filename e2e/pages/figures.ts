/** The four key figures, the question why, and the line of what to try. */
import type { Locator, Page } from '@playwright/test'
import { milliseconds, perSecond, percent } from './numbers.ts'

export class Figures {
  readonly bar: Locator
  readonly hint: Locator
  /** Asks why; its words change with what is wrong. */
  readonly why: Locator

  constructor(page: Page) {
    this.bar = page.getByRole('region', { name: 'Key figures', exact: true })
    this.hint = this.bar.getByRole('status')
    this.why = this.bar.getByRole('button', { name: /^Why/ })
  }

  /** A figure as it is shown. */
  private async shown(name: string): Promise<string> {
    const names = await this.bar.getByRole('term').allTextContents()
    const values = await this.bar.getByRole('definition').allTextContents()
    return values[names.indexOf(name)] ?? ''
  }

  async offered(): Promise<number> {
    return perSecond(await this.shown('Offered'))
  }

  async served(): Promise<number> {
    return perSecond(await this.shown('Served ok'))
  }

  async latencyMsP99(): Promise<number> {
    return milliseconds(await this.shown('p99 latency'))
  }

  /** In percent. */
  async failed(): Promise<number> {
    return percent(await this.shown('Failed'))
  }
}

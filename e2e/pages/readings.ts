/** The readings: charts, events, why, and the table. */
import { expect, type Locator, type Page } from '@playwright/test'

export class Readings {
  readonly pane: Locator
  readonly events: Locator
  /** The answer to why, in a sentence or two. */
  readonly answer: Locator
  readonly waterfall: Locator

  constructor(page: Page) {
    this.pane = page.getByRole('region', { name: 'Readings', exact: true })
    this.events = this.pane.getByRole('list', { name: 'What happened', exact: true })
    const why = this.pane.getByRole('tabpanel', { name: 'Why', exact: true })
    this.answer = why.getByRole('status')
    this.waterfall = why.getByRole('figure', { name: 'Where the time of this request went', exact: true })
  }

  tab(name: 'Charts' | 'Events' | 'Why' | 'Table'): Locator {
    return this.pane.getByRole('tab', { name: new RegExp(`^${name}`) })
  }

  chart(title: string): Locator {
    return this.pane.getByRole('figure', { name: title, exact: true })
  }

  /** The newest value of a line, as it stands beside its name. */
  async latest(title: string, line: string): Promise<string> {
    const key = this.chart(title).getByRole('button', { name: `${line}, ${title}`, exact: true })
    return ((await key.textContent()) ?? '').replace(line, '').trim()
  }

  /** Waits until the story has a sentence. */
  async expectEvent(sentence: RegExp, timeout = 30_000): Promise<void> {
    await expect(this.events.getByRole('listitem').filter({ hasText: sentence }).first()).toBeVisible({ timeout })
  }

  /** The rows of the rankings, the worst first: components and what requests suffered there. */
  ranking(of: 'failures' | 'slow requests'): Locator {
    return this.pane.getByRole('button', { name: new RegExp(`% of the ${of}`) })
  }

  /** What a cure that was applied has done. */
  treatment(title: string): Locator {
    return this.pane.getByRole('region', { name: title, exact: true })
  }

  /** The buttons that apply what would help. */
  cures(title = /^Apply: /): Locator {
    return this.pane.getByRole('button', { name: title })
  }
}

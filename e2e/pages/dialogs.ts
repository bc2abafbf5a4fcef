/** The dialogs, by their titles. */
import type { Locator, Page } from '@playwright/test'

export class Dialogs {
  readonly export: Locator
  readonly designs: Locator
  readonly refused: Locator
  readonly open: Locator

  constructor(page: Page) {
    const titled = (name: string | RegExp) => page.getByRole('dialog', { name })
    this.export = titled('Export as Mermaid')
    this.designs = titled('Earlier designs')
    this.refused = titled('This could not be opened')
    this.open = titled('Open this design?')
  }
}

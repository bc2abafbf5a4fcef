/** The dialogs, by their titles. */
import { expect, type Locator, type Page } from '@playwright/test'

export class Dialogs {
  readonly export: Locator
  readonly designs: Locator
  readonly refused: Locator
  readonly open: Locator
  readonly measured: Locator
  readonly trust: Locator
  readonly mermaidText: Locator

  constructor(page: Page) {
    const titled = (name: string | RegExp) => page.getByRole('dialog', { name })
    this.export = titled('Export as Mermaid')
    this.designs = titled('Earlier designs')
    this.refused = titled('This could not be opened')
    this.open = titled('Open this design?')
    this.measured = titled('Measured run')
    this.trust = titled('How far to trust this')
    this.mermaidText = this.export.getByRole('textbox', { name: 'Mermaid text' })
  }

  /** Waits until the preview has been drawn, by Mermaid, as a picture that has a size. */
  async expectPreview(): Promise<void> {
    const picture = this.export.getByRole('img', { name: 'Preview' })
    await expect(picture).toBeVisible({ timeout: 30_000 })
    await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(100)
  }
}

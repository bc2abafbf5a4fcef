/** The palette: kinds to be dragged or pressed. */
import type { Locator, Page } from '@playwright/test'
import { type Point, dragBetween, middleOf } from './pointing.ts'

export class Palette {
  readonly pane: Locator
  private readonly page: Page

  constructor(page: Page) {
    this.page = page
    this.pane = page.getByRole('region', { name: 'Palette', exact: true })
  }

  kind(title: string): Locator {
    return this.page.getByRole('button', { name: `Add ${title}`, exact: true })
  }

  async drag(title: string, to: Point): Promise<void> {
    await this.kind(title).scrollIntoViewIfNeeded()
    await dragBetween(this.page, await middleOf(this.kind(title)), to)
  }
}

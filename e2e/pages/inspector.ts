/** The inspector: everything about what is selected, and its faults. */
import { expect, type Locator, type Page } from '@playwright/test'

export class Inspector {
  readonly pane: Locator
  readonly name: Locator
  /** What can be broken about the selection. */
  readonly faults: Locator

  constructor(page: Page) {
    this.pane = page.getByRole('region', { name: 'Inspector', exact: true })
    this.name = this.pane.getByRole('textbox', { name: 'Name', exact: true })
    this.faults = this.pane.getByRole('group', { name: 'Break it', exact: true })
  }

  /** The text of a field with this label. */
  entry(label: string): Locator {
    return this.pane.getByRole('textbox', { name: label, exact: true })
  }

  button(name: string | RegExp): Locator {
    return this.pane.getByRole('button', { name, ...(typeof name === 'string' ? { exact: true } : {}) })
  }

  fault(name: string | RegExp): Locator {
    // Beside it may stand a button with its settings, which is named after it.
    return this.faults.getByRole('button', { name: typeof name === 'string' ? new RegExp(`^${name}`) : name })
  }

  async rename(to: string): Promise<void> {
    await this.name.fill(to)
    await this.name.press('Enter')
  }

  async set(label: string, text: string): Promise<void> {
    await this.entry(label).fill(text)
    await this.entry(label).press('Enter')
  }

  async expectAbout(name: string): Promise<void> {
    await expect(this.name).toHaveValue(name)
  }
}

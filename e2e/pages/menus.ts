/** The bar on top: menus, the name of the design, undo and redo, language and appearance, and the command palette. */
import type { Locator, Page } from '@playwright/test'

export class Menus {
  readonly bar: Locator
  readonly designName: Locator
  readonly undo: Locator
  readonly redo: Locator
  private readonly page: Page

  constructor(page: Page) {
    this.page = page
    this.bar = page.getByRole('banner')
    this.designName = this.bar.getByRole('textbox', { name: 'Name of the design', exact: true })
    this.undo = this.bar.getByRole('button', { name: 'Undo', exact: true })
    this.redo = this.bar.getByRole('button', { name: 'Redo', exact: true })
  }

  button(name: string): Locator {
    return this.bar.getByRole('button', { name, exact: true })
  }

  /** Chooses from an open menu. */
  async choose(item: string, role: 'menuitem' | 'menuitemradio' | 'menuitemcheckbox' = 'menuitem'): Promise<void> {
    await this.page.getByRole('menu').getByRole(role, { name: item }).click()
  }

  /** Opens the menu of what is under the pointer. */
  async openContext(thing: Locator): Promise<void> {
    await thing.click({ button: 'right' })
  }

  async file(item: string): Promise<void> {
    await this.button('File').click()
    await this.choose(item)
  }

  async edit(item: string): Promise<void> {
    await this.button('Edit').click()
    await this.choose(item)
  }
}

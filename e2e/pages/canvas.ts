/** The canvas: components and connections by their names, and what a pointer or the keyboard does to them. */
import { expect, type Locator, type Page } from '@playwright/test'
import { type Point, dragBetween, middleOf, startsWith } from './pointing.ts'

export class Canvas {
  readonly frame: Locator
  private readonly page: Page

  constructor(page: Page) {
    this.page = page
    this.frame = page.getByRole('application')
  }

  /** A component or group by its name. */
  component(name: string): Locator {
    return this.frame.getByRole('group', { name: startsWith(`${name}, `) })
  }

  /** A connection by what it says: "Web 1 looks up in Cache". */
  connection(sentence: string): Locator {
    return this.frame.getByRole('group', { name: sentence, exact: true })
  }

  button(name: string): Locator {
    return this.frame.getByRole('button', { name, exact: true })
  }

  /** The number of components and groups there are. */
  components(): Locator {
    return this.frame.getByRole('group', { name: /^[^,]+, / })
  }

  async select(name: string): Promise<void> {
    await this.component(name).click()
  }

  /** Adds a component to what is selected. */
  async selectToo(name: string): Promise<void> {
    await this.component(name).click({ modifiers: ['Shift'] })
  }

  /** Selects a connection with the keyboard: a curve is a thin target. */
  async selectConnection(sentence: string): Promise<void> {
    await this.connection(sentence).focus()
    await this.page.keyboard.press('Enter')
  }

  /** Draws a connection from the handle of one component to the handle of another. */
  async connect(from: string, to: string): Promise<void> {
    const start = await middleOf(this.frame.getByTitle(`Connect from ${from}`, { exact: true }))
    const end = await middleOf(this.frame.getByTitle(`Connect to ${to}`, { exact: true }))
    await dragBetween(this.page, start, end)
  }

  /** Draws a connection into the open. */
  async drawInto(from: string, to: Point): Promise<void> {
    await dragBetween(this.page, await middleOf(this.frame.getByTitle(`Connect from ${from}`, { exact: true })), to)
  }

  /** Drags a component by a distance in pixels. */
  async move(name: string, by: Point): Promise<void> {
    const start = await middleOf(this.component(name))
    await dragBetween(this.page, start, { x: start.x + by.x, y: start.y + by.y })
  }

  /** The left upper corner on the page. */
  async placeOf(name: string): Promise<Point> {
    const box = await this.component(name).boundingBox()
    if (box === null) throw new Error(`${name} is not on the canvas`)
    return { x: Math.round(box.x), y: Math.round(box.y) }
  }

  /** A place of the canvas on the page, as shares of its width and height. */
  async at(across: number, down: number): Promise<Point> {
    const box = await this.frame.boundingBox()
    if (box === null) throw new Error('the canvas is not there')
    return { x: box.x + box.width * across, y: box.y + box.height * down }
  }

  /** Waits until a component says a word about itself, such as its health. */
  async expectSays(name: string, text: string | RegExp, timeout = 15_000): Promise<void> {
    await expect(this.component(name)).toContainText(text, { timeout })
  }
}

/** The page as a whole: every panel of it, and what takes several of them. */
import { expect, type Locator, type Page } from '@playwright/test'
import type { Architecture } from '../../src/architecture/architecture.ts'
import { exportJson } from '../../src/formats/json.ts'
import { Canvas } from './canvas.ts'
import { Dialogs } from './dialogs.ts'
import { Figures } from './figures.ts'
import { Inspector } from './inspector.ts'
import { Menus } from './menus.ts'
import { Palette } from './palette.ts'
import { Readings } from './readings.ts'
import { Transport } from './transport.ts'

/** A slow machine that is busy elsewhere takes its time to load the page. */
const LOADING_MS = 40_000

export class App {
  readonly page: Page
  readonly canvas: Canvas
  readonly dialogs: Dialogs
  readonly figures: Figures
  readonly inspector: Inspector
  readonly menus: Menus
  readonly palette: Palette
  readonly readings: Readings
  readonly transport: Transport
  constructor(page: Page) {
    this.page = page
    this.canvas = new Canvas(page)
    this.dialogs = new Dialogs(page)
    this.figures = new Figures(page)
    this.inspector = new Inspector(page)
    this.menus = new Menus(page)
    this.palette = new Palette(page)
    this.readings = new Readings(page)
    this.transport = new Transport(page)
  }

  /** What is told in a corner, by its words: one that is leaving may still stand beside it. */
  notice(words: string): Locator {
    return this.page.getByRole('alert').filter({ hasText: words })
  }

  async visit(): Promise<void> {
    await this.page.goto('/')
    await this.isThere()
  }

  async reload(): Promise<void> {
    await this.page.reload()
    await this.isThere()
  }

  /** The clock stands on the page, in whichever language. */
  private async isThere(): Promise<void> {
    await expect(this.page.getByRole('timer')).toBeVisible({ timeout: LOADING_MS })
  }

  /** Opens a file as the menu does. */
  async openFile(name: string, text: string): Promise<void> {
    const chooser = this.page.waitForEvent('filechooser')
    await this.menus.file('Open file…')
    await (await chooser).setFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) })
  }

  /** Opens a design from a file, and waits until it is on the canvas. */
  async openDesign(architecture: Architecture): Promise<void> {
    await this.openFile('design.json', exportJson(architecture))
    await expect(this.menus.designName).toHaveValue(architecture.name)
    await expect(this.canvas.component(architecture.components[0]?.name ?? '')).toBeVisible()
  }

  /** Begins with nothing. */
  async beginAnew(): Promise<void> {
    await this.menus.file('New design')
    await expect(this.page.getByText('Nothing here yet')).toBeVisible()
  }

  /** What a press of a key or button downloads: the name of the file and its content. */
  async download(press: () => Promise<void>): Promise<{ readonly name: string; readonly content: Buffer }> {
    const coming = this.page.waitForEvent('download')
    await press()
    const download = await coming
    const chunks: Buffer[] = []
    for await (const chunk of await download.createReadStream()) chunks.push(Buffer.from(chunk as Uint8Array))
    return { name: download.suggestedFilename(), content: Buffer.concat(chunks) }
  }
}

/** The transport: run, pause, step, pace, seed, users, the clock. */
import { expect, type Locator, type Page } from '@playwright/test'
import { clockMs } from './numbers.ts'

export class Transport {
  readonly bar: Locator
  readonly clock: Locator
  readonly pace: Locator
  readonly users: Locator
  private readonly page: Page

  constructor(page: Page) {
    this.page = page
    this.bar = page.getByRole('region', { name: 'Transport', exact: true })
    this.clock = this.bar.getByRole('timer')
    this.pace = this.bar.getByRole('combobox', { name: 'Pace', exact: true })
    this.users = this.bar.getByRole('slider', { name: 'Users', exact: true })
  }

  button(name: string | RegExp): Locator {
    return this.bar.getByRole('button', { name, ...(typeof name === 'string' ? { exact: true } : {}) })
  }

  /** The simulated time that the clock shows. */
  async timeMs(): Promise<number> {
    return clockMs((await this.clock.textContent()) ?? '')
  }

  /** Waits until so much simulated time has passed since now. */
  async passes(ms: number, timeout = 30_000): Promise<void> {
    const goal = (await this.timeMs()) + ms
    await expect.poll(() => this.timeMs(), { timeout, message: `the clock goes ${ms} ms on` }).toBeGreaterThan(goal)
  }

  /** Moves the users slider with the keyboard, by so many steps of ten for a page key. */
  async press(key: string, times = 1): Promise<void> {
    await this.users.focus()
    for (let time = 0; time < times; time++) await this.page.keyboard.press(key)
  }
}

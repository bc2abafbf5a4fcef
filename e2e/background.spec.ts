/** The run goes on while nobody looks, and says so when the machine cannot keep the asked pace. */
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { App } from './pages/app.ts'

/**
 * A browser without a screen never hides a page, so the page is told what a browser would tell it: it is hidden, and
 * no frame is drawn until it is shown again.
 */
function canBeHidden(): void {
  let isHidden = false
  const held: FrameRequestCallback[] = []
  const draw = window.requestAnimationFrame.bind(window)
  window.requestAnimationFrame = (callback) => (isHidden ? held.push(callback) : draw(callback))
  Object.defineProperty(document, 'hidden', { get: () => isHidden })
  Object.defineProperty(document, 'visibilityState', { get: () => (isHidden ? 'hidden' : 'visible') })
  const become = (hidden: boolean) => {
    isHidden = hidden
    document.dispatchEvent(new Event('visibilitychange'))
    for (const callback of isHidden ? [] : held.splice(0)) draw(callback)
  }
  document.addEventListener('test-hide', () => become(true))
  document.addEventListener('test-show', () => become(false))
}

const wallMs = (page: Page) => page.evaluate(() => performance.now())
const HIDDEN_MS = 6_000

test('a hidden page runs on, and loses nothing of the story', async ({ page }) => {
  const app = new App(page)
  await page.addInitScript(canBeHidden)
  await app.visit()
  await app.transport.passes(1_000)
  await app.readings.tab('Events').click()
  await app.canvas.select('Web 1')
  await app.inspector.fault('Crash').click()
  await app.readings.expectEvent(/Web 1 crashed/)

  const beforeMs = await app.transport.timeMs()
  const hiddenMs = await wallMs(page)
  await page.evaluate(() => document.dispatchEvent(new Event('test-hide')))
  await expect.poll(() => wallMs(page), { message: 'time passes unseen' }).toBeGreaterThan(hiddenMs + HIDDEN_MS)
  await page.evaluate(() => document.dispatchEvent(new Event('test-show')))
  // Had it stood still it would have to make up for more than this wait.
  const passed = () => app.transport.timeMs().then((now) => now - beforeMs)
  await expect.poll(passed, { timeout: HIDDEN_MS / 3 }).toBeGreaterThan(HIDDEN_MS / 2)
  await app.readings.expectEvent(/Load balancer noticed Web 1 is down/, 2_000)
})

test('a pace that cannot be kept is admitted, and one that can is not complained about', async ({ app }) => {
  const { transport } = app
  const { keyboard } = app.page
  const complaint = transport.bar.getByText('this machine cannot keep up')
  await transport.passes(500)
  await expect(complaint).toBeHidden()
  await transport.users.focus()
  for (let power = 0; power < 3; power++) await keyboard.press('PageUp')
  await transport.pace.selectOption('×100')
  await expect(complaint).toHaveText(/×100 asked, ×[\d.]+ reached: this machine cannot keep up/)

  await transport.users.focus()
  for (let power = 0; power < 3; power++) await keyboard.press('PageDown')
  await transport.pace.selectOption('×0.5')
  await expect(complaint).toBeHidden()
  await transport.pace.selectOption('as fast as possible')
  await expect(transport.bar.getByText(/^×[\d.]+ reached$/)).toBeVisible()
})

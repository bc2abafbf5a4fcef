/** Sixty components under traffic: the page never works long at a stretch, and answers what is pressed. */
import { sixtyComponents } from './large.ts'
import { expect, test } from './fixtures.ts'
import { mainThreadTasks } from './pages/tasks.ts'

/** Longer and a person feels that the page stands still. In ms of processor time: a busy machine is no excuse. */
const TASK_MS_MAX = 200
const WATCHED_MS = 5_000
/** Of the processor that the page may take while nobody does anything; the rest is for the run and for people. */
const SHARE_MAX = 0.7

// What is recorded for the report of a failure would count as work of the page.
test.use({ trace: 'off' })

test('sixty components run, draw their charts, and leave room for a hand', async ({ app, browser }) => {
  const { canvas, figures, inspector, page, readings } = app
  await app.openDesign(sixtyComponents())
  await expect(canvas.components()).toHaveCount(60)
  await expect.poll(() => figures.served(), { message: 'traffic' }).toBeGreaterThan(1_000)
  // All charts are in sight: those that are not do not work.
  await page.getByRole('separator', { name: 'Resize Readings' }).focus()
  for (let step = 0; step < 8; step++) await page.keyboard.press('ArrowUp')
  for (const title of ['Latency', 'Throughput', 'Utilization', 'Waiting in line']) {
    await expect(readings.chart(title).getByRole('slider')).toBeInViewport()
  }
  await app.transport.passes(2_000)

  const tasks = await mainThreadTasks(browser, page, WATCHED_MS)
  expect(tasks.length, 'the page does something').toBeGreaterThan(50)
  expect(Math.max(...tasks), 'the longest stretch of work').toBeLessThan(TASK_MS_MAX)
  const share = tasks.reduce((sum, ms) => sum + ms, 0) / WATCHED_MS
  expect(share, 'the share of the time it works').toBeLessThan(SHARE_MAX)

  await canvas.select('Web 14')
  await expect(inspector.name).toHaveValue('Web 14', { timeout: 3_000 })
  await inspector.fault('Crash').click()
  await canvas.expectSays('Web 14', 'down', 5_000)
  await readings.tab('Table').click()
  await expect(readings.pane.getByRole('row', { name: /^Copy 8/ })).toBeAttached({ timeout: 5_000 })
})

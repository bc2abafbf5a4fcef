/** Every fault that can be pressed does something that is seen, and its repair is seen too. */
import { expect, test } from './fixtures.ts'
import { percent } from './pages/numbers.ts'

test('a slow and an erring server, and a cut connection', async ({ app }) => {
  const { canvas, figures, inspector, readings } = app
  await expect.poll(() => figures.served()).toBeGreaterThan(50)
  await readings.tab('Events').click()

  await canvas.select('Web 1')
  await expect.poll(() => figures.latencyMsP99(), { message: 'all is calm' }).toBeLessThan(200)
  await inspector.fault(/^Slow down/).click()
  await canvas.expectSays('Web 1', 'slow')
  await expect.poll(() => figures.latencyMsP99(), { message: 'slower' }).toBeGreaterThan(200)
  await inspector.fault('Restore speed').click()
  await readings.expectEvent(/Web 1 is back to its usual speed/)

  await inspector.fault('Settings of Errors').click()
  await app.page.getByRole('textbox', { name: 'Error share' }).fill('90')
  await app.page.keyboard.press('Escape')
  await inspector.fault(/^Errors 90\s%/).click()
  await canvas.expectSays('Web 1', 'failing')
  await expect.poll(() => figures.failed(), { message: 'errors' }).toBeGreaterThan(1)
  await inspector.fault('Stop errors').click()
  await readings.expectEvent(/Web 1 stopped failing/)
  await expect.poll(() => figures.failed(), { message: 'no errors' }).toBe(0)

  const served = async () => (await figures.served()) / (await figures.offered())
  await canvas.selectConnection('CDN fetches from Load balancer')
  await inspector.fault('Cut').click()
  await expect(canvas.frame.getByText('cut', { exact: true })).toBeVisible()
  await expect.poll(served, { message: 'static files do not come' }).toBeLessThan(0.85)
  await inspector.fault('Reconnect').click()
  await expect(canvas.frame.getByText('cut', { exact: true })).toBeHidden()
  await expect.poll(served, { message: 'they come again' }).toBeGreaterThan(0.95)
})

test('a flushed cache, a traffic spike, and a whole region down', async ({ app }) => {
  const { canvas, figures, inspector, readings, transport } = app
  await readings.tab('Events').click()
  await transport.pace.selectOption('×10')
  const hitRatio = async () => percent((await canvas.component('Cache').textContent()) ?? '')
  await expect.poll(hitRatio, { message: 'the cache fills', timeout: 30_000 }).toBeGreaterThan(25)
  await transport.pace.selectOption('×1')
  await canvas.select('Cache')
  await inspector.fault('Flush').click()
  await expect(inspector.faults.getByRole('status')).toContainText('done at')
  await expect.poll(hitRatio, { message: 'the cache is empty' }).toBeLessThan(15)
  await readings.expectEvent(/Cache was flushed/)

  await canvas.select('Users')
  await inspector.fault(/^Traffic spike/).click()
  await expect.poll(() => figures.offered(), { message: 'ten times the requests' }).toBeGreaterThan(1_000)
  await inspector.fault('End spike').click()
  await expect.poll(() => figures.offered(), { message: 'as many as before' }).toBeLessThan(300)

  await canvas.select('Web 1')
  await canvas.selectToo('Web 2')
  await inspector.button('Put into a region').click()
  await inspector.expectAbout('Region 1')
  // Nobody is left to refuse anything: users notice when their time is over.
  await transport.pace.selectOption('×10')
  await inspector.fault('Crash').click()
  for (const name of ['Region 1', 'Web 1', 'Web 2']) await canvas.expectSays(name, 'down')
  await expect.poll(() => figures.failed(), { message: 'nobody is left' }).toBeGreaterThan(50)
  await inspector.fault('Restart').click()
  await readings.expectEvent(/Region 1 was restarted/)
  await expect.poll(() => figures.failed(), { message: 'both are back', timeout: 30_000 }).toBe(0)
  for (const name of ['Web 1', 'Web 2']) await canvas.expectSays(name, 'healthy')
})

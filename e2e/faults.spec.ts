/** Every fault that can be pressed does something that is seen, and its repair undoes it. */
import { expect, test } from './fixtures.ts'
import { percent } from './pages/numbers.ts'

test('a cut connection, a slow and an erring component', async ({ app }) => {
  const { canvas, figures, inspector, readings } = app
  await expect.poll(() => figures.served()).toBeGreaterThan(50)

  await canvas.selectConnection('CDN fetches from Load balancer')
  await inspector.fault('Cut').click()
  await expect(canvas.frame.getByText('cut', { exact: true })).toBeVisible()
  await expect.poll(() => figures.failed(), { message: 'static files fail', timeout: 30_000 }).toBeGreaterThan(1)
  await inspector.fault('Reconnect').click()
  await expect(canvas.frame.getByText('cut', { exact: true })).toBeHidden()
  await expect.poll(() => figures.failed(), { message: 'they are served again', timeout: 30_000 }).toBe(0)

  await canvas.select('Primary')
  const calm = await figures.latencyMsP99()
  await inspector.fault(/^Slow down/).click()
  await canvas.expectSays('Primary', 'slow')
  await expect.poll(() => figures.latencyMsP99(), { message: 'slow' }).toBeGreaterThan(calm)
  await inspector.fault('Restore speed').click()
  await canvas.expectSays('Primary', 'healthy')

  await inspector.fault(/^Errors/).click()
  await canvas.expectSays('Primary', 'failing')
  await expect.poll(() => figures.failed(), { message: 'errors' }).toBeGreaterThan(0)
  await inspector.fault('Stop errors').click()
  await readings.tab('Events').click()
  await readings.expectEvent(/Primary began to answer 20\s% of its calls with errors/)
  await readings.expectEvent(/Primary stopped failing/)
})

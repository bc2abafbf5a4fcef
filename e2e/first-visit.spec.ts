/** A new visitor sees something alive within seconds, without a dialog or a tour. */
import { expect, test } from './fixtures.ts'
import { milliseconds } from './pages/numbers.ts'

test('a first visit shows a running example with figures and charts that change', async ({ app }) => {
  await expect(app.menus.designName).toHaveValue('First steps')
  await expect(app.page.getByRole('dialog')).toHaveCount(0)
  for (const name of [
    'Users',
    'DNS',
    'CDN',
    'Load balancer',
    'Web 1',
    'Web 2',
    'Cache',
    'Primary',
    'Replica',
    'Queue',
    'Workers',
  ]) {
    await expect(app.canvas.component(name)).toBeVisible()
  }
  await app.transport.passes(2_000)

  await expect.poll(() => app.figures.offered(), { message: 'requests are offered' }).toBeGreaterThan(50)
  await expect.poll(() => app.figures.served(), { message: 'and served' }).toBeGreaterThan(50)
  await expect.poll(() => app.figures.latencyMsP99(), { message: 'and take their time' }).toBeGreaterThan(1)
  await expect.poll(() => app.figures.failed(), { message: 'and none fails' }).toBe(0)
  await expect(app.figures.hint).toContainText('Drag users to the right')

  const latency = () => app.readings.latest('Latency', 'p99').then(milliseconds)
  await expect.poll(latency).toBeGreaterThan(0)
  const before = await latency()
  await expect.poll(latency, { message: 'the latency chart goes on' }).not.toBe(before)
  for (const title of [
    'Throughput',
    'Hit ratio',
    'Utilization',
    'Waiting in line',
    'Queue backlog',
    'Replication lag',
  ]) {
    await expect(app.readings.chart(title)).toBeAttached()
  }
})

test('the example lives: components tell their figures, the table lists them, the story is told', async ({ app }) => {
  await app.canvas.expectSays('Cache', /\d\s%\s*hit ratio/)
  await app.canvas.expectSays('Load balancer', '2 healthy targets')
  await app.readings.tab('Table').click()
  await expect(app.readings.pane.getByRole('row', { name: /^Web 1 healthy/ })).toContainText('/s')
  await app.readings.tab('Events').click()
  await expect(app.readings.pane.getByText(/Nothing worth telling has happened yet/)).toBeVisible()
})

test('pause, step, resume, pace and restart move the clock as they say', async ({ app }) => {
  const { transport } = app
  await transport.passes(500)
  await transport.button('Pause').click()
  await expect(transport.button('Resume')).toBeVisible()
  const paused = await transport.clock.textContent()
  await transport.button('Step one event').click()
  await expect(transport.clock).not.toHaveText(paused ?? '')
  const stepped = await transport.timeMs()

  await transport.button('Resume').click()
  await transport.pace.selectOption('×10')
  await expect.poll(() => transport.timeMs()).toBeGreaterThan(stepped + 20_000)

  await transport.pace.selectOption('×0.1')
  await transport.button('Restart').click()
  await expect.poll(() => transport.timeMs()).toBeLessThan(2_000)
})

test('another seed is another run, and the seed is kept with the design', async ({ app }) => {
  await app.transport.passes(500)
  await app.transport.button('Seed 1').click()
  await app.page.getByRole('textbox', { name: 'Seed' }).fill('77')
  await app.page.getByRole('button', { name: 'Restart with this seed' }).click()
  await expect(app.transport.button('Seed 77')).toBeVisible()
  await app.transport.passes(500)
  await app.menus.undo.click()
  await expect(app.transport.button('Seed 1')).toBeVisible()
})
